import { z } from 'zod';
import { type EventView, Kind, Severity, Verdict, Visibility } from '../../../modules/complaints/contract.ts';
import { type Day, dayOf } from '../../../thai/index.ts';
import { caseWords } from '../../lib/case-words.ts';
import type { Names } from '../../lib/directory.ts';
import { contacts } from './contact-words.ts';
import { talk } from './talk-words.ts';
import { t } from './words.ts';

const Data = z.object({
  departmentId: z.string().nullable().catch(null),
  ownerId: z.string().nullable().catch(null),
  agency: z.string().catch(''),
  reasonId: z.string().nullable().catch(null),
  verdict: Verdict.nullable().catch(null),
  stars: z.int().nullable().catch(null),
  fileIds: z.array(z.string()).catch([]),
  incomingIds: z.array(z.string()).catch([]),
  textFrom: z.literal('scan').nullable().catch(null),
  visibility: z.object({ from: Visibility, to: Visibility }).nullable().catch(null),
  changed: z.enum(['edited', 'withdrawn']).nullable().catch(null),
  categoryId: z.string().nullable().catch(null),
  communityId: z.string().nullable().catch(null),
  groupId: z.string().nullable().catch(null),
  kind: Kind.nullable().catch(null),
  severity: Severity.nullable().catch(null),
  corrected: z.array(z.enum(['name', 'phone', 'email', 'identity'])).catch([]),
  newCode: z.boolean().catch(false),
  was: z
    .object({
      categoryId: z.string().nullable(),
      communityId: z.string().nullable(),
      groupId: z.string().nullable(),
      kind: Kind,
      severity: Severity,
    })
    .partial()
    .catch({}),
});
/** What an event carries, whatever it was that wrote it: parts that are missing or strange are empty. */
export const dataOf = (event: EventView): z.output<typeof Data> => Data.parse(event.data);

const levelWord = (visibility: z.infer<typeof Visibility>): string =>
  visibility === 'normal' ? t('seenByUsual') : caseWords(visibility);

/** What happened, in words; departments and reasons are called what they were called then. */
export function eventTitle(event: EventView, names: Names): string {
  const data = dataOf(event);
  const { step } = event;
  const on = dayOf(new Date(event.at));
  if (step === 'assign') {
    const department = names.department(data.departmentId, on) || '–';
    const owner = names.staff(data.ownerId);
    return owner === '' ? t('event-assign', { department }) : t('event-assign-owner', { department, owner });
  }
  if (step === 'wait-agency' || step === 'transfer') return t(`event-${step}`, { agency: data.agency });
  if (step === 'classify') {
    const changed = corrections(data, names, on);
    if (data.visibility !== null) {
      const { from, to } = data.visibility;
      changed.unshift(t('event-classify-seen', { from: levelWord(from), to: levelWord(to) }));
    }
    return changed.length === 0 ? t('event-classify') : changed.join(' · ');
  }
  if (step === 'correct-contact') {
    const what = [...data.corrected, ...(data.newCode ? (['newCode'] as const) : [])];
    return contacts('event', { what: what.map((part) => contacts(`part-${part}`)).join(', ') });
  }
  if (step === 'refuse') return t('event-refuse', { reason: names.reason(data.reasonId, on) || '–' });
  if (step === 'citizen-verdict') {
    return t('event-citizen-verdict', { verdict: data.verdict === null ? '–' : caseWords(`verdict-${data.verdict}`) });
  }
  if (step === 'citizen-message' && data.changed !== null) return talk(`event-citizen-${data.changed}`);
  return t(`event-${step}`);
}

/** What a correction changed, each as it was called then: what it was, and what it became. */
function corrections({ was, ...now }: z.output<typeof Data>, names: Names, on: Day): string[] {
  const changed = (what: 'category' | 'community' | 'group' | 'kind' | 'severity', from: string, to: string) =>
    `${t(what)} ${from || '–'} → ${to || '–'}`;
  const entry = (noun: 'category' | 'community' | 'group', from: string | null | undefined, to: string | null) =>
    from === undefined ? [] : [changed(noun, names[noun](from, on), names[noun](to, on))];
  return [
    ...entry('category', was.categoryId, now.categoryId),
    ...entry('community', was.communityId, now.communityId),
    ...entry('group', was.groupId, now.groupId),
    ...(was.kind && now.kind ? [changed('kind', caseWords(`kind-${was.kind}`), caseWords(`kind-${now.kind}`))] : []),
    ...(was.severity && now.severity
      ? [changed('severity', t(`severity-${was.severity}`), t(`severity-${now.severity}`))]
      : []),
  ];
}

/** Who did it: a colleague by name, the citizen and machines by what they are. */
export function eventActor(event: EventView): string {
  if (event.actorKind === 'citizen') return t('citizen');
  return event.actorName ?? (event.actorKind === 'staff' ? t('office') : t('someone'));
}
