import type * as Leaflet from 'leaflet';
import { button, fill } from './words.ts';

type Settings = {
  latitude: number;
  longitude: number;
  zoom: number;
  tiles: string;
  credit: string;
  script: string;
  style: string;
  words: Record<
    'open' | 'hint' | 'label' | 'failed' | 'noTiles' | 'locate' | 'locating' | 'locateFailed' | 'pinSet' | 'pinClear',
    string
  >;
};
declare global {
  interface Window {
    L?: typeof Leaflet;
  }
}

/** "Use my position" and a map that is fetched only when it is asked for. Both only fill two hidden fields. */
export function enhancePlace(form: HTMLFormElement, host: HTMLElement): void {
  const settings: Settings = JSON.parse(host.dataset['map'] ?? '{}');
  const { words } = settings;
  const latitude = form.elements.namedItem('latitude');
  const longitude = form.elements.namedItem('longitude');
  if (!(latitude instanceof HTMLInputElement) || !(longitude instanceof HTMLInputElement)) return;
  let moveMarker: (at: [number, number] | null) => void = () => undefined;
  const say = document.createElement('p');
  say.className = 'soft';
  say.setAttribute('role', 'status');
  const clear = button(words.pinClear, 'button quiet', () => set(null));
  const open = button(words.open, 'button quiet', () => void openMap());
  const bar = document.createElement('p');
  bar.className = 'actions';
  const map = document.createElement('div');
  map.className = 'map';
  map.setAttribute('role', 'application');
  map.setAttribute('aria-label', words.label);
  map.hidden = true;
  if ('geolocation' in navigator) bar.append(button(words.locate, 'button quiet', locate));
  bar.append(open, clear);
  host.append(bar, say, map);

  function set(at: [number, number] | null): void {
    if (!(latitude instanceof HTMLInputElement) || !(longitude instanceof HTMLInputElement)) return;
    latitude.value = at ? at[0].toFixed(6) : '';
    longitude.value = at ? at[1].toFixed(6) : '';
    clear.hidden = !at;
    say.textContent = at ? fill(words.pinSet, `${at[0].toFixed(5)}, ${at[1].toFixed(5)}`) : '';
    moveMarker(at);
    latitude.dispatchEvent(new Event('input', { bubbles: true }));
  }
  const pinned = (): [number, number] | null =>
    latitude.value ? [Number(latitude.value), Number(longitude.value)] : null;
  set(pinned());

  function locate(): void {
    say.textContent = words.locating;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => set([coords.latitude, coords.longitude]),
      () => {
        say.textContent = words.locateFailed;
      },
      { enableHighAccuracy: true, timeout: 15_000 },
    );
  }

  async function openMap(): Promise<void> {
    open.disabled = true;
    try {
      const L = await loadLeaflet(settings);
      map.hidden = false;
      open.hidden = true;
      say.textContent = words.hint;
      const start = pinned() ?? [settings.latitude, settings.longitude];
      const drawn = L.map(map).setView(start, pinned() ? 17 : settings.zoom);
      drawn.attributionControl.setPrefix(false);
      if (settings.tiles) {
        const tiles = L.tileLayer(settings.tiles, { attribution: settings.credit, maxZoom: 19 });
        tiles.once('tileerror', () => {
          const told = document.createElement('p');
          told.className = 'soft';
          told.textContent = words.noTiles;
          map.before(told);
        });
        tiles.addTo(drawn);
      }
      const icon = L.divIcon({ className: 'pin', iconSize: [28, 28], iconAnchor: [14, 28] });
      let marker: Leaflet.Marker | null = null;
      moveMarker = (at) => {
        marker?.remove();
        marker = at ? L.marker(at, { icon, draggable: true, keyboard: true, title: words.label }).addTo(drawn) : null;
        marker?.on('dragend', ({ target }) => set([target.getLatLng().lat, target.getLatLng().lng]));
        if (at && !drawn.getBounds().contains(at)) drawn.setView(at, 17);
      };
      moveMarker(pinned());
      drawn.on('click', ({ latlng }) => set([latlng.lat, latlng.wrap().lng]));
    } catch {
      open.disabled = false;
      say.textContent = words.failed;
    }
  }
}

function loadLeaflet({ script, style }: Settings): Promise<typeof Leaflet> {
  if (window.L) return Promise.resolve(window.L);
  const sheet = document.createElement('link');
  sheet.rel = 'stylesheet';
  sheet.href = style;
  const code = document.createElement('script');
  code.src = script;
  document.head.append(sheet, code);
  return new Promise((resolve, reject) => {
    code.onload = () => (window.L ? resolve(window.L) : reject(new Error('no map')));
    code.onerror = () => reject(new Error('no map'));
  });
}
