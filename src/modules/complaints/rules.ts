import { Refusal } from '../../platform/refusal.ts';
import type { Actor } from '../people/index.ts';
import type { Status, StepName } from './contract.ts';

/** What the rules look at. */
export type CaseFacts = {
  readonly status: Status;
  readonly department_id: string | null;
  readonly owner_id: string | null;
  readonly respondent_id: string | null;
  readonly visibility: 'normal' | 'restricted' | 'corruption';
  /** Since when what the citizen said waits for an answer. */
  readonly citizen_spoke_at: Date | null;
};

type Who = (actor: Actor, facts: CaseFacts) => boolean;
type Rule = {
  /** Where the step may start. */
  readonly from: readonly Status[];
  /** Where it leads; `stay` leaves the status as it is. */
  readonly to: Status | 'stay';
  readonly who: Who;
  /** Whether the citizen sees it. */
  readonly public: boolean;
};

const OPEN: readonly Status[] = ['new', 'assigned', 'in-progress', 'waiting-citizen', 'waiting-agency', 'answered'];
const WORKING: readonly Status[] = ['assigned', 'in-progress', 'waiting-citizen', 'waiting-agency'];
/** Cases that still wait for an answer: these have a clock running against us. */
export const UNANSWERED: readonly Status[] = ['new', ...WORKING];
/** Of these, those that wait for nobody but us. */
export const WITH_US: readonly Status[] = ['new', 'assigned', 'in-progress'];
const ENDED: readonly Status[] = ['closed', 'refused', 'transferred'];

const ownDepartment: Who = (actor, facts) => actor.departmentId !== null && actor.departmentId === facts.department_id;
/** The desk handles every case it sees, a department its own. */
const handler: Who = (actor, facts) =>
  actor.may.has('complaint.handle') && (seesAll(actor, facts) || ownDepartment(actor, facts));
export const mayHandle: Who = handler;
const answerer: Who = (actor, facts) => actor.may.has('complaint.answer') && handler(actor, facts);
const decider: Who = (actor, facts) =>
  actor.may.has('complaint.decide') && (seesAll(actor, facts) || ownDepartment(actor, facts));
const assigner: Who = (actor, facts) =>
  actor.may.has('complaint.assign') || (actor.may.has('complaint.assign.department') && ownDepartment(actor, facts));
/** Who knows the citizen, and hands their code out again: the desk, of corruption the committee. */
export const contactKeeper: Who = (actor, facts) =>
  handler(actor, facts) && (facts.visibility === 'corruption' || actor.may.has('contact.read'));
const citizen: Who = (actor) => actor.kind === 'citizen';
const system: Who = (actor) => actor.kind === 'system';
const seesAll: Who = (actor, facts) =>
  facts.visibility === 'corruption' ? actor.may.has('complaint.read.corruption') : actor.may.has('complaint.read.all');

/** The whole workflow: step, where it may start, where it leads, who may take it. What a step needs is its schema in `contract.ts`. */
export const WORKFLOW: Readonly<Record<StepName, Rule>> = {
  file: {
    from: [],
    to: 'new',
    who: (actor) => actor.may.has('complaint.register') || actor.kind === 'citizen',
    public: true,
  },
  import: { from: [], to: 'stay', who: system, public: true },
  assign: { from: UNANSWERED, to: 'assigned', who: assigner, public: true },
  start: { from: ['new', 'assigned'], to: 'in-progress', who: handler, public: true },
  progress: { from: UNANSWERED, to: 'stay', who: handler, public: true },
  reply: { from: UNANSWERED, to: 'answered', who: answerer, public: true },
  'ask-citizen': { from: UNANSWERED, to: 'waiting-citizen', who: handler, public: true },
  'wait-agency': { from: UNANSWERED, to: 'waiting-agency', who: handler, public: true },
  resume: { from: ['waiting-citizen', 'waiting-agency'], to: 'in-progress', who: handler, public: true },
  note: { from: [...OPEN, ...ENDED], to: 'stay', who: handler, public: false },
  classify: {
    from: OPEN,
    to: 'stay',
    who: (actor, facts) => assigner(actor, facts) || handler(actor, facts),
    public: false,
  },
  transfer: { from: UNANSWERED, to: 'transferred', who: decider, public: true },
  refuse: { from: UNANSWERED, to: 'refused', who: decider, public: true },
  close: { from: ['answered'], to: 'closed', who: decider, public: true },
  reopen: { from: ['answered', ...ENDED], to: 'in-progress', who: decider, public: true },
  acknowledge: {
    from: [...OPEN, ...ENDED],
    to: 'stay',
    who: (actor, facts) => facts.citizen_spoke_at !== null && handler(actor, facts),
    public: false,
  },
  'correct-contact': { from: [...OPEN, ...ENDED], to: 'stay', who: contactKeeper, public: false },
  'citizen-message': { from: [...OPEN, ...ENDED], to: 'stay', who: citizen, public: true },
  'citizen-verdict': { from: ['answered', 'closed', 'transferred', 'refused'], to: 'stay', who: citizen, public: true },
};

/** With these what the citizen said is answered; whoever only notes, assigns or begins leaves them waiting. */
const ANSWERING: readonly StepName[] = [
  'progress',
  'reply',
  'ask-citizen',
  'transfer',
  'refuse',
  'close',
  'reopen',
  'acknowledge',
];
export const answersCitizen = (step: StepName): boolean => ANSWERING.includes(step);

/** Decides where a step leads, or refuses it. Pure: no clock, no database. */
export function next(step: StepName, facts: CaseFacts, actor: Actor): Status {
  const rule = WORKFLOW[step];
  if (!rule.who(actor, facts)) throw new Refusal('not-allowed', { step });
  if (!rule.from.includes(facts.status)) throw new Refusal('wrong-state', { step, status: facts.status });
  return rule.to === 'stay' ? facts.status : rule.to;
}

/** What this actor may do now, in the order it is usually done. */
export function stepsFor(facts: CaseFacts, actor: Actor): StepName[] {
  const usual = Object.keys(WORKFLOW) as StepName[];
  return usual.filter((step) => WORKFLOW[step].who(actor, facts) && WORKFLOW[step].from.includes(facts.status));
}

/**
 * Where a citizen's word leads. An answer to our question resumes the work; "not done" or "partly" opens an answered or closed
 * case again; "done" closes an answered one. What the municipality cannot mend is only recorded.
 */
export function afterCitizen(status: Status, verdict: string | null): Status {
  if (verdict === null) return status === 'waiting-citizen' ? 'in-progress' : status;
  if (verdict === 'done') return status === 'answered' ? 'closed' : status;
  if (verdict === 'partly' || verdict === 'not-done')
    return status === 'answered' || status === 'closed' ? 'in-progress' : status;
  return status;
}

/** Whoever hears a question may answer it at once, whatever their department; what is confidential is never ended by whoever heard it. */
export const mayAnswerAtOnce = (facts: CaseFacts, actor: Actor): boolean =>
  actor.may.has('complaint.register') && facts.visibility === 'normal' && facts.status === 'new';

/** Whether a case that had an answer is worked on again. */
export const worksAgain = (from: Status, to: Status): boolean => !UNANSWERED.includes(from) && UNANSWERED.includes(to);

export const isOpen = (status: Status): boolean => OPEN.includes(status);

const isAgainst: Who = (actor, facts) => actor.id !== null && actor.id === facts.respondent_id;

/** Whether the actor may see the case at all. The officer complained of never does. */
export const maySee = (facts: CaseFacts, actor: Actor): boolean =>
  readsWhole(facts, actor) ||
  (facts.visibility === 'normal' && actor.may.has('complaint.read.deidentified') && !isAgainst(actor, facts));

/** Whether a case is the actor's to read. Whoever sees it without this reads it de-identified; see `hiddenFrom` for what is kept of it even so. */
export function readsWhole(facts: CaseFacts, actor: Actor): boolean {
  if (isAgainst(actor, facts)) return false;
  if (facts.visibility === 'corruption') return actor.may.has('complaint.read.corruption');
  if (facts.visibility === 'restricted')
    return (
      actor.may.has('complaint.read.restricted') ||
      (actor.roles.includes('department-head') && ownDepartment(actor, facts))
    );
  return (
    actor.may.has('complaint.read.all') || (actor.may.has('complaint.read.department') && ownDepartment(actor, facts))
  );
}

/**
 * What of a case's words is kept from an actor who sees it. `persons`: they read it de-identified. `who`: its citizen asked to be concealed, from
 * the department that mends it too, and whatever they typed of themselves is part of that; the desk knows them, and the committee, which has
 * to look into what the words say of others, reads what is of corruption as it was said.
 */
export type Hidden = 'persons' | 'who';
export function hiddenFrom(facts: CaseFacts & { readonly identity: string }, actor: Actor): Hidden | null {
  if (!readsWhole(facts, actor)) return 'persons';
  const isKept = facts.identity === 'concealed' && facts.visibility !== 'corruption' && !seesContact(actor);
  return isKept ? 'who' : null;
}

/** Whether `hiddenFrom` hides something of any case from the actor. */
export const mayBeHidden = (actor: Actor): boolean =>
  actor.may.has('complaint.read.deidentified') || !seesContact(actor);

const CONFIDENCE: readonly CaseFacts['visibility'][] = ['normal', 'restricted', 'corruption'];
type Visibility = CaseFacts['visibility'];

/** The more confidential of two. */
export const narrower = (a: Visibility, b: Visibility): Visibility =>
  CONFIDENCE.indexOf(a) >= CONFIDENCE.indexOf(b) ? a : b;

/** Whether a case would be seen by people who may not see it now. */
export const widens = (from: Visibility, to: Visibility): boolean => CONFIDENCE.indexOf(to) < CONFIDENCE.indexOf(from);

/**
 * Who may show a confidential case to more people: the committee what is of corruption, and of the rest those who see and decide all that
 * is restricted (the desk, executives). A department never: it may be the one complained of.
 */
export const mayWiden: Who = (actor, facts) =>
  actor.may.has('complaint.decide') &&
  maySee(facts, actor) &&
  actor.may.has(facts.visibility === 'corruption' ? 'complaint.read.corruption' : 'complaint.read.restricted');

/** What was said in a conversation and belongs to no case is for the desk, which sees every ordinary case. */
export const mayReadConversations = (actor: Actor): boolean =>
  actor.kind === 'staff' && actor.may.has('complaint.read.all') && actor.may.has('complaint.handle');

/** The part of the register that an actor's lists run over: what they see everywhere, and what only in their own department. */
export type Reach = {
  readonly everywhere: readonly CaseFacts['visibility'][];
  readonly ownDepartment: string | null;
  readonly own: readonly CaseFacts['visibility'][];
};

export function reach(actor: Actor): Reach {
  const everywhere: CaseFacts['visibility'][] = [];
  if (actor.may.has('complaint.read.all') || actor.may.has('complaint.read.deidentified')) everywhere.push('normal');
  if (actor.may.has('complaint.read.restricted')) everywhere.push('restricted');
  if (actor.may.has('complaint.read.corruption')) everywhere.push('corruption');
  const own: CaseFacts['visibility'][] = actor.may.has('complaint.read.department') ? ['normal'] : [];
  if (actor.roles.includes('department-head')) own.push('restricted');
  return { everywhere, ownDepartment: own.length > 0 ? actor.departmentId : null, own };
}

/** Which contact data an actor sees without asking: the desk's, except where the citizen asked to be concealed from all but it. */
export function seesContact(actor: Actor): boolean {
  return actor.may.has('contact.read');
}
export function mayReveal(facts: CaseFacts & { identity: string }, actor: Actor): boolean {
  if (!actor.may.has('contact.reveal') || !readsWhole(facts, actor)) return false;
  return facts.identity === 'named' || actor.may.has('complaint.read.corruption') || actor.roles.includes('executive');
}
