import { useState } from 'react';
import type { PlansDocument } from '../../../../modules/plans/contract.ts';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { RadioGroup } from '../../../components/radio-group.tsx';
import { toast } from '../../../lib/toast.ts';
import { ChangeList } from './change-list.tsx';
import { useDescribe } from './describe.ts';
import { type Choice, type Conflict, merge } from './merge.ts';
import { changesBetween } from './nodes.ts';
import type { Editor, Pointer } from './use-editor.ts';
import { t } from './words.ts';

const POINTED = ['signed-evidence', 'meeting', 'resolution', 'task'] as const;

/** Why a step cannot go: what points at it. */
export function InUseDialog({ pointers, onClose }: { pointers: readonly Pointer[]; onClose: () => void }) {
  return (
    <Dialog
      title={t('inUse')}
      isOpen
      onClose={onClose}
      role="alertdialog"
      actions={
        <Button look="primary" onPress={onClose} autoFocus>
          {t('goBack')}
        </Button>
      }
    >
      <p>{t('inUseBody')}</p>
      <ul className="mt-2 list-disc ps-5">
        {pointers.map(({ stepId, what, label }) => {
          const known = POINTED.find((each) => each === what);
          return (
            <li key={`${stepId} ${what} ${label}`}>
              {known === undefined ? what : t(known)}: {label}
            </li>
          );
        })}
      </ul>
    </Dialog>
  );
}

type ConflictProps<C> = { editor: Editor<C>; theirs: PlansDocument; onClose: () => void };

/** Another saved first: what they changed, and where both did, whose stands. */
export function ConflictDialog<C>({ editor, theirs, onClose }: ConflictProps<C>) {
  const describe = useDescribe();
  const [choices, setChoices] = useState<ReadonlyMap<string, Choice>>(new Map());
  const { tools } = editor;
  const their = tools.of(theirs);
  if (their === null) return null;
  const three = { base: tools.tree(editor.base.content), mine: tools.tree(editor.content), theirs: tools.tree(their) };
  const { merged, conflicts } = merge(three, choices);
  return (
    <Dialog
      title={t('conflict')}
      isOpen
      onClose={onClose}
      width="wide"
      isDismissable={false}
      actions={
        <>
          <Button
            onPress={() => {
              editor.goOnFrom(theirs, their);
              onClose();
            }}
          >
            {t('takeTheirs')}
          </Button>
          <Button
            look="primary"
            onPress={() => {
              editor.goOnFrom(theirs, tools.content(merged));
              toast(t('merged'));
              onClose();
            }}
          >
            {t('takeMerged')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <p>
          {t('conflictBody', { n: theirs.version })} {theirs.updatedBy === null ? '' : `(${theirs.updatedBy})`}
        </p>
        <ChangeList
          label={t('theyChanged')}
          changes={changesBetween(three.base, three.theirs)}
          before={three.base}
          after={three.theirs}
          describe={describe}
        />
        {conflicts.length === 0 ? (
          <p className="font-semibold text-done">{t('noConflicts')}</p>
        ) : (
          <section aria-label={t('chooseEach')} className="flex flex-col gap-2">
            <h3 className="text-16">{t('chooseEach')}</h3>
            {conflicts.map((conflict) => (
              <RadioGroup
                key={conflict.key}
                label={whereOf(conflict)}
                value={choices.get(conflict.key) ?? 'theirs'}
                onChange={(next) =>
                  setChoices((before) => new Map(before).set(conflict.key, next === 'mine' ? 'mine' : 'theirs'))
                }
                options={(['theirs', 'mine'] as const).map((whose) => ({
                  id: whose,
                  label: t(whose),
                  detail: saidBy(conflict, whose),
                }))}
              />
            ))}
          </section>
        )}
      </div>
    </Dialog>
  );

  function whereOf({ id, field }: Conflict): string {
    const part = describe.part(three.theirs.parts.get(id) ?? three.mine.parts.get(id));
    return field === null ? part : `${part} · ${describe.field(field)}`;
  }
  function saidBy(conflict: Conflict, whose: Choice): string {
    const value = conflict[whose];
    if (conflict.field === null) return t(value === null ? 'deleted' : 'kept');
    return describe.value(conflict.field, value);
  }
}
