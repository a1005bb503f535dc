import Check from 'lucide-react/icons/check';
import Clock from 'lucide-react/icons/clock';
import FilePen from 'lucide-react/icons/file-pen-line';
import MapPin from 'lucide-react/icons/map-pin';
import Phone from 'lucide-react/icons/phone';
import Search from 'lucide-react/icons/search';
import Alert from 'lucide-react/icons/triangle-alert';

const ICONS = { report: FilePen, track: Search, phone: Phone, check: Check, clock: Clock, pin: MapPin, warn: Alert };

/** A mark beside its word; it says nothing by itself. */
export function Icon({ name, size = 20 }: { name: keyof typeof ICONS; size?: number }) {
  const Drawing = ICONS[name];
  return <Drawing size={size} aria-hidden="true" focusable="false" />;
}
