import { TextArea } from '../../../components/text-area.tsx';

type Props = { label: string; value: string; onChange: (text: string) => void };

/** The words of one row, corrected in their place; what row it is stands around it for the eye. */
export function RowText({ label, value, onChange }: Props) {
  return (
    <TextArea
      label={<span className="sr-only">{label}</span>}
      rows={1}
      maxLength={2000}
      value={value}
      onChange={onChange}
    />
  );
}
