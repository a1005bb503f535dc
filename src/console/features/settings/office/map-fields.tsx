import type { MunicipalitySettings } from '../../../../modules/people/contract.ts';
import { TextField } from '../../../components/text-field.tsx';
import { t } from './words.ts';

/** Numbers as they are typed. */
export type MapText = Record<'latitude' | 'longitude' | 'zoom', string>;
const NUMBERS = ['latitude', 'longitude', 'zoom'] as const;

export const mapText = ({ latitude, longitude, zoom }: MunicipalitySettings): MapText => ({
  latitude: String(latitude),
  longitude: String(longitude),
  zoom: String(zoom),
});

/** NaN where it is no number: the contract refuses it. */
export const mapOf = ({ latitude, longitude, zoom }: MapText) => ({
  latitude: number(latitude),
  longitude: number(longitude),
  zoom: number(zoom),
});
const number = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text));

type Props = {
  value: MapText;
  onChange: (value: MapText) => void;
  isReadOnly: boolean;
  wrong: (field: string) => boolean;
  tiles: string;
  tilesCredit: string;
  onTiles: (part: Partial<Pick<MunicipalitySettings, 'tiles' | 'tilesCredit'>>) => void;
};

/** Where maps open, and whose pictures they show. */
export function MapFields({ value, onChange, isReadOnly, wrong, tiles, tilesCredit, onTiles }: Props) {
  return (
    <>
      <div className="grid gap-3 sm:grid-cols-3">
        {NUMBERS.map((field) => (
          <TextField
            key={field}
            label={t(field)}
            isReadOnly={isReadOnly}
            inputMode="decimal"
            value={value[field]}
            onChange={(text) => onChange({ ...value, [field]: text })}
            error={wrong(field) ? t('numberWrong') : undefined}
          />
        ))}
      </div>
      <TextField
        label={t('tiles')}
        help={t('tilesHelp')}
        isReadOnly={isReadOnly}
        value={tiles}
        onChange={(text) => onTiles({ tiles: text.trim() })}
        error={wrong('tiles') ? t('tilesHelp') : undefined}
      />
      <TextField
        label={t('tilesCredit')}
        isReadOnly={isReadOnly}
        maxLength={200}
        value={tilesCredit}
        onChange={(text) => onTiles({ tilesCredit: text })}
      />
    </>
  );
}
