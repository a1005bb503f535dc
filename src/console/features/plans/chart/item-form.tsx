import { useEffect, useRef } from 'react';
import type { ChartContent, ChartItem } from '../../../../modules/plans/contract.ts';
import { Button } from '../../../components/button.tsx';
import { TextArea } from '../../../components/text-area.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { setItem } from './chart-edits.ts';
import { t } from './words.ts';

type Props = {
  item: ChartItem;
  edit: (next: (chart: ChartContent) => ChartContent, key?: string) => void;
  onDone: () => void;
};

/** An item's number and words, written in its place; Enter or Escape ends it. */
export function ItemForm({ item, edit, onDone }: Props) {
  const text = useRef<HTMLTextAreaElement>(null);
  useEffect(() => text.current?.focus(), []);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset draws its own legend and width.
    <div
      role="group"
      aria-label={t('editItem')}
      className="flex flex-col gap-2 p-2"
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.nativeEvent.isComposing) return;
        if (event.key !== 'Escape' && (event.key !== 'Enter' || event.shiftKey)) return;
        event.preventDefault();
        onDone();
      }}
    >
      <TextArea
        label={t('itemText')}
        rows={2}
        maxLength={2000}
        value={item.text}
        inputRef={text}
        onChange={(next) => edit((before) => setItem(before, item.id, { text: next }), `${item.id} text`)}
      />
      <div className="flex items-end gap-2">
        <TextField
          label={t('itemNo')}
          maxLength={10}
          value={item.no ?? ''}
          onChange={(no) => edit((before) => setItem(before, item.id, { no: no === '' ? null : no }), `${item.id} no`)}
        />
        <Button onPress={onDone}>{t('finish')}</Button>
      </div>
      {item.raw === null || item.raw === item.text ? null : (
        <p className="text-14 text-ink-soft">{t('source', { raw: item.raw })}</p>
      )}
    </div>
  );
}
