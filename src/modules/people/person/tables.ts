import type { ActorKind } from '../../../platform/audit.ts';

export type ProofKind =
  | 'verified-phone'
  | 'verified-email'
  | 'tracking-code'
  | 'line-login'
  /** Opened in the thread itself: the provider signed whose words they are. */
  | 'thread'
  | 'staff-with-reason';

declare module '../../../platform/db/db.ts' {
  interface Tables {
    'people.person': Scoped & { id: string; created_at: Date };
    'people.identity': Scoped & {
      id: string;
      person_id: string;
      /** A filing ('case'), a number ('phone'), an address ('email'), or the code of the channel whose thread it is. */
      kind: string;
      value: string;
      created_at: Date;
    };
    'people.proof': Scoped & {
      id: string;
      one_id: string;
      other_id: string;
      kind: ProofKind;
      reason: string;
      proven_at: Date;
      actor_kind: ActorKind;
      actor_id: string | null;
      ended_at: Date | null;
      ended_reason: string | null;
      ended_by: string | null;
    };
    'people.person_event': Scoped & {
      id: string;
      kind: 'joined' | 'split';
      person_id: string;
      other_person_id: string;
      identity_ids: string[];
      proof: ProofKind | null;
      reason: string;
      actor_kind: ActorKind;
      actor_id: string | null;
      at: Date;
    };
  }
}
