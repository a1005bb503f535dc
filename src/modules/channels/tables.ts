import type { Generated } from 'kysely';
import type { AdapterKind } from './adapter.ts';
import type { ThreadRef } from './arrival.ts';
import type { SendResult } from './outgoing.ts';

export type EventState = 'waiting' | 'done' | 'nothing' | 'unknown' | 'failed';
/** What a message is about; 'thread': a conversation that is no case (yet). */
export type SubjectKind = 'complaint' | 'account' | 'thread' | 'meeting' | 'task';
/** 'uncertain': it may have arrived, and nobody can tell; an officer decides whether it is sent again. */
export type MessageStatus = 'queued' | 'sent' | 'uncertain' | 'failed' | 'unroutable';

declare module '../../platform/db/db.ts' {
  interface Tables {
    'channels.message': Scoped & {
      id: string;
      channel: AdapterKind;
      recipient: string;
      subject_kind: SubjectKind;
      subject_id: string;
      template: string;
      title: string;
      body: string;
      dedupe_key: string;
      status: MessageStatus;
      attempts: Generated<number>;
      created_at: Date;
      sent_at: Date | null;
      send_after: Date;
      claimed_until: Date | null;
      thread_id: string | null;
      /** The message as `outgoing.ts` has it; `title` and `body` are all of it where there is none. */
      parts: unknown;
      by_human: Generated<boolean>;
      answers: unknown;
      /** An event for the receiver's calendar; e-mail only. */
      calendar: string | null;
      instead_of: string | null;
      bundle_id: string | null;
      reply_token: string | null;
      reply_token_until: Date | null;
      delivered_at: Date | null;
      read_at: Date | null;
      event_seq: number | null;
    };
    'channels.delivery': Scoped & {
      message_id: string;
      attempt: number;
      at: Date;
      outcome: SendResult['outcome'];
      provider_answer: string;
      method: Generated<string>;
      cost: Generated<string>;
      provider_ids: Generated<string[]>;
      /** Certain that nothing of it went out. */
      nothing_sent: Generated<boolean>;
      problem: string | null;
    };
    'channels.account': Scoped & {
      channel: AdapterKind;
      active: Generated<boolean>;
      settings: Generated<unknown>;
      sealed: Buffer | null;
      cursor: string | null;
      checked_at: Date | null;
      check_result: unknown;
      changed_at: Date;
      changed_by: string | null;
    };
    'channels.event': Scoped & {
      id: string;
      channel: AdapterKind;
      external_id: string;
      kind: string;
      raw: string;
      happened_at: Date | null;
      received_at: Date;
      state: Generated<EventState>;
      outcome: Generated<unknown>;
      attempts: Generated<number>;
      settled_at: Date | null;
      /** When it is read again after a failure. */
      try_after: Date | null;
      /** When what the provider sent was removed, its period being over. */
      raw_removed_at: Date | null;
    };
    'channels.thread': Scoped & {
      id: string;
      channel: AdapterKind;
      kind: ThreadRef['kind'];
      external_id: string;
      name: string | null;
      language: Generated<'th' | 'en'>;
      dialogue: unknown;
      reply_token: string | null;
      reply_token_until: Date | null;
      last_in_at: Date | null;
      last_out_at: Date | null;
      blocked: Generated<boolean>;
      subject_id: string | null;
      created_at: Date;
      sending_until: Date | null;
      follow_at: Date | null;
      listened: Generated<boolean>;
      /** Since when the person wants nothing that is said by itself; null: they do. */
      quiet_at: Date | null;
      /** The privacy notice that the person was told of last; null: none. */
      notice_version: number | null;
      profile_at: Date | null;
    };
    'channels.incoming': Scoped & {
      id: string;
      channel: AdapterKind;
      external_id: string;
      thread_id: string | null;
      event_id: string | null;
      /** Further events that told of it. */
      other_event_ids: Generated<string[]>;
      sender_id: string | null;
      sender_name: string | null;
      at: Date;
      text: Generated<string>;
      pin: unknown;
      media: Generated<unknown>;
      album_id: string | null;
      public: Generated<boolean>;
      link: string | null;
      reply_to: string | null;
      state: Generated<'shown' | 'edited' | 'withdrawn'>;
      changed_at: Date | null;
      reactions: Generated<unknown>;
      unreadable: Generated<boolean>;
      voice_id: string | null;
      subject_id: string | null;
      role: 'opened' | 'added' | 'dialogue' | 'gesture' | null;
      was: Generated<unknown>;
      dismissed_at: Date | null;
      dismissed_by: string | null;
    };
  }
}
