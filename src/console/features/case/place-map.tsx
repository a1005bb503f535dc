import { circleMarker, map as leafletMap, tileLayer } from 'leaflet';
import 'leaflet/dist/leaflet.css';
import { useEffect, useRef, useState } from 'react';
import { useMe } from '../../lib/me.ts';
import { t } from './words.ts';

const CLOSE_ZOOM = 16;

/** A small map with a pin. Without tiles (none set, or no line to them) the pin stands on plain ground, and that is said. */
export function PlaceMap({ latitude, longitude }: { latitude: number; longitude: number }) {
  const { tiles, tilesCredit } = useMe().municipality.settings;
  const box = useRef<HTMLDivElement>(null);
  const [isBare, setBare] = useState(tiles === '');
  useEffect(() => {
    if (box.current === null) return;
    const map = leafletMap(box.current, { scrollWheelZoom: false, zoomAnimation: false, fadeAnimation: false });
    map.attributionControl.setPrefix(false);
    map.setView([latitude, longitude], CLOSE_ZOOM);
    if (tiles !== '') {
      // The house's pages send no referrer; public tile servers refuse requests that carry none.
      const ground = tileLayer(tiles, { attribution: tilesCredit, maxZoom: 19, referrerPolicy: 'origin' });
      ground.on('tileerror', () => setBare(true)).on('tileload', () => setBare(false));
      ground.addTo(map);
    }
    circleMarker([latitude, longitude], {
      radius: 9,
      weight: 3,
      color: '#ffffff',
      fillColor: '#a8211a',
      fillOpacity: 1,
    }).addTo(map);
    return () => {
      map.remove();
    };
  }, [latitude, longitude, tiles, tilesCredit]);
  return (
    <>
      <section ref={box} aria-label={t('map')} className="isolate h-44 rounded-control border border-line" />
      {isBare ? <p className="text-14 text-ink-soft">{t('mapFailed')}</p> : null}
    </>
  );
}
