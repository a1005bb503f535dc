import { TextArea } from '../../../components/text-area.tsx';

type Props = {
  label: string;
  /** As printed before the row; '' where it is not numbered. */
  no: string;
  value: string;
  onChange: (text: string) => void;
};

/** The words of one row, corrected in their place; what row it is stands around it for the eye. */
export function RowText({ label, no, value, onChange }: Props) {
  return (
    <div className="flex items-baseline gap-2">
      {no === '' ? null : <span aria-hidden>{no}.</span>}
      <div className="min-w-0 grow">
        <TextArea
          label={<span className="sr-only">{label}</span>}
          rows={1}
          maxLength={2000}
          value={value}
          onChange={onChange}
        />
      </div>
    </div>
  );
}
