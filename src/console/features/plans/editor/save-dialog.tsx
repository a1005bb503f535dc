import { useState } from 'react';
import { FormDialog } from '../../../components/form-dialog.tsx';
import { TextArea } from '../../../components/text-area.tsx';
import { ChangeList } from './change-list.tsx';
import { useDescribe } from './describe.ts';
import type { Editor } from './use-editor.ts';
import { t } from './words.ts';

/** A new version with its reason; the reason is asked for where months that are over change. */
export function SaveDialog<C>({ editor, onClose }: { editor: Editor<C>; onClose: () => void }) {
  const describe = useDescribe();
  const [why, setWhy] = useState('');
  const [tried, setTried] = useState(false);
  const { tools, trouble } = editor;
  const past = trouble?.what === 'month-over' ? trouble.stepIds : null;
  const lacks = past !== null && why.trim() === '';
  const after = tools.tree(editor.content);
  return (
    <FormDialog
      title={t('saveTitle')}
      submit={t(past === null ? 'save' : 'confirmPast')}
      width="wide"
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (!lacks) editor.save.run({ why, confirmPast: past !== null });
      }}
      isPending={editor.save.isPending}
      fault={editor.save.fault}
    >
      {past === null ? null : (
        <div role="alert" className="rounded-control border border-soon bg-soon-tint px-3 py-2 text-soon">
          <p className="font-semibold">{t('monthOver')}</p>
          <p className="text-14">{t('monthOverBody')}</p>
          <ul className="list-disc ps-5 text-14">
            {past.map((id) => (
              <li key={id}>{describe.part(after.parts.get(id))}</li>
            ))}
          </ul>
        </div>
      )}
      <TextArea
        label={t('saveWhy')}
        help={t('saveWhyHelp')}
        optional={past === null}
        rows={2}
        maxLength={500}
        value={why}
        onChange={setWhy}
        autoFocus
        {...(tried && lacks ? { error: t('whyNeeded') } : {})}
      />
      <ChangeList
        label={t('changes')}
        changes={editor.changes}
        before={tools.tree(editor.base.content)}
        after={after}
        describe={describe}
      />
    </FormDialog>
  );
}
