import type { CaseView } from '../../../modules/complaints/contract.ts';
import type { StepDraft } from './use-step.ts';

/** The steps that ask something before they are taken. */
export const ASKING = ['assign', 'classify', 'wait-agency', 'transfer', 'refuse', 'close', 'reopen'] as const;
export type AskingStep = (typeof ASKING)[number];

export type StepForm = {
  departmentId: string | null;
  ownerId: string | null;
  agency: string;
  reasonId: string | null;
  categoryId: string | null;
  communityId: string | null;
  groupId: string | null;
  respondentId: string | null;
  kind: CaseView['row']['kind'];
  severity: CaseView['row']['severity'];
  /** A confidential case is to be shown to more people from now on; null: it stays for whom it is. */
  shownTo: 'restricted' | 'normal' | null;
  /** Whoever shows it to more people has read to whom. */
  hasReadToWhom: boolean;
  note: string;
};
export type FieldName = keyof StepForm;

/** The form as it opens: what the case is now; `suggested` is the department that its category belongs to. */
export function startForm({ row, groupId, mayHold }: CaseView, suggested: string | null): StepForm {
  return {
    departmentId: row.departmentId ?? suggested,
    ownerId: mayHold.find((id) => id === row.ownerId) ?? null,
    agency: '',
    reasonId: null,
    categoryId: row.categoryId,
    communityId: row.communityId,
    groupId,
    respondentId: null,
    kind: row.kind,
    severity: row.severity,
    shownTo: null,
    hasReadToWhom: false,
    note: '',
  };
}

/** The fields that must still be filled in before the step can be taken. */
export function missingIn(step: AskingStep, form: StepForm): FieldName[] {
  const needs: Partial<Record<AskingStep, readonly FieldName[]>> = {
    assign: ['departmentId'],
    'wait-agency': ['agency'],
    transfer: ['agency', 'note'],
    refuse: ['reasonId', 'note'],
    reopen: ['note'],
  };
  if (step === 'classify' && form.shownTo !== null) {
    return [
      ...(form.hasReadToWhom ? [] : (['hasReadToWhom'] as const)),
      ...(form.note.trim() === '' ? (['note'] as const) : []),
    ];
  }
  return (needs[step] ?? []).filter((field) => String(form[field] ?? '').trim() === '');
}

/** Whether the case would stand as it stands: given to those who hold it already, or described as it is. It would only be told of again. */
export function changesNothing(step: AskingStep, form: StepForm, { row }: CaseView, opened: StepForm): boolean {
  const same = (now: StepForm) => JSON.stringify(form) === JSON.stringify(now);
  if (step === 'classify') return same(opened);
  const { departmentId, ownerId, status } = row;
  return step === 'assign' && status === 'assigned' && same({ ...opened, departmentId, ownerId });
}

/** The step to send; null while something is missing. */
export function stepOf(step: AskingStep, form: StepForm): StepDraft | null {
  const {
    departmentId,
    ownerId,
    agency,
    reasonId,
    categoryId,
    communityId,
    groupId,
    respondentId,
    kind,
    severity,
    shownTo,
    note,
  } = form;
  if (missingIn(step, form).length > 0) return null;
  switch (step) {
    case 'assign':
      return departmentId === null ? null : { step, departmentId, ownerId, note };
    case 'classify':
      return {
        step,
        categoryId,
        communityId,
        groupId,
        kind,
        severity,
        note,
        ...(respondentId === null ? {} : { respondentId }),
        ...(shownTo === null ? {} : { visibility: shownTo }),
      };
    case 'refuse':
      return reasonId === null ? null : { step, reasonId, note };
    case 'wait-agency':
    case 'transfer':
      return { step, agency, note };
    case 'close':
    case 'reopen':
      return { step, note };
  }
}
