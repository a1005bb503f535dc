import type { Status } from '../contract.ts';

/** Words within this time of the last exchange about an open case belong to it. */
export const JOINS_WITHIN_HOURS = 6;
/** In a group, pictures and places without words belong to what their sender said to us before them within this time. */
export const SHOWN_WITHIN_MINUTES = 5;
/** Most days that a message may have been on its way: its clock runs from when it was sent, but not from longer ago. */
export const OLDEST_DAYS = 7;

const HOUR_MS = 3_600_000;

/** Said in a group without these, or a mention, is not said to us: our name by itself, or called in words that are written together. */
const WAKE =
  /(?:^|\s|@)(?:เทศบาล|อบต|ฟังเสียง|แจ้งเรื่อง|แจ้งเหตุ|แจ้งปัญหา|ร้องเรียน|ร้องทุกข์|ขอแจ้ง|fangsiang|municipality)(?![a-z])/iu;
const CALLED =
  /(?:เรียน|แจ้ง|ฝาก(?:ถึง|แจ้ง|บอก)?|รบกวน|วอน|อยากให้|ขอให้|ขอความช่วยเหลือจาก)(?:ถึง|ท่าน|ทาง|นายก|เจ้าหน้าที่|ผู้บริหาร|คุณ|พี่ๆ|พี่)*(?:เทศบาล|อบต)(?!(?:ไป|มา)?\s?(?:แล้ว|หรือยัง|รึยัง|ไหม))/u;

/** Words that are courtesy by themselves, and words that may only stand beside one. Longest first: they are taken off from the left. */
const COURTESIES =
  'สวัสดี หวัดดี ดีจ้า อรุณสวัสดิ์ ราตรีสวัสดิ์ กราบสวัสดี ขอบคุณ ขอบใจ ขอบพระคุณ แต๊งกิ้ว แต้งกิ้ว รับทราบ ทราบแล้ว โอเค โอเช ครับผม ครับ คับ ค่ะ คะ จ้า จ้ะ อือ อืม เยี่ยม ดีมาก เก่งมาก สุดยอด สาธุ สู้ๆ สู้ๆ เป็นกำลังใจให้ ทดสอบ hello hi hey morning afternoon evening night thanks thank thx ty ok okay noted great nice good well done bye test'.split(
    ' ',
  );
const BESIDE =
  'มากๆ มาก เลย นะ จ๊ะ แล้ว ทุกคน ทุกท่าน แอดมิน เจ้าหน้าที่ เทศบาล very much so a lot you all there job admin team'.split(' ');
const TOKENS = [...COURTESIES, ...BESIDE].toSorted((a, b) => b.length - a.length);
const MARK =
  /^(?:[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\p{P}\sๆ~^+=]|\u200d|\ufe0f|\u20e3)+/u;
const EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}/u;
const LONGEST_COURTESY = 80;

/** A greeting, thanks, a nod or emoji, and nothing else: "ขอบคุณมากครับ" is one, "สวัสดีครับ ไฟดับ" is not. */
export function isCourtesy(text: string): boolean {
  let rest = text.trim().toLowerCase();
  if (rest === '' || rest.length > LONGEST_COURTESY) return false;
  let courteous = EMOJI.test(rest);
  while (rest !== '') {
    const mark = MARK.exec(rest)?.[0];
    const token =
      mark ??
      TOKENS.find((each) => rest.startsWith(each) && !(/[a-z]$/.test(each) && /^[a-z]/.test(rest.slice(each.length))));
    if (token === undefined) return false;
    courteous ||= COURTESIES.includes(token);
    rest = rest.slice(token.length);
  }
  return courteous;
}

/** Words that plainly begin another matter than the one that was spoken of. Blanks are bounded: a mail may hold a hundred thousand of them. */
const ANOTHER =
  /อีก(?:สัก|ซัก)?\s{0,9}(?:(?:หนึ่ง|1|๑)\s{0,9})?เรื่อง|เรื่องใหม่|คนละเรื่อง|เรื่องอื่น|^(?:สวัสดี)?(?:ครับ|ค่ะ|คะ)?\s*(?:อยาก|จะ)?(?:ขอ)?แจ้ง(?!เพิ่ม)|\b(?:another|new|different)\s+(?:matter|problem|issue|case|report|complaint)\b/iu;
export const isAnother = (text: string): boolean => ANOTHER.test(text.trim());
/** The same where nobody can be asked whether it is so: only words that say it, or that begin as a report does and speak of no report that was made. */
const NEW_MATTER =
  /อีก(?:สัก|ซัก)?\s{0,9}(?:(?:หนึ่ง|1|๑)\s{0,9})?เรื่อง|เรื่องใหม่|คนละเรื่อง|^(?:@\S+\s*)?(?:สวัสดี)?(?:ครับ|ค่ะ|คะ)?\s*(?:แจ้ง(?:เหตุ|เรื่อง|ปัญหา)|ขอแจ้ง|ร้องเรียน|ร้องทุกข์)(?!\s*(?:เพิ่ม|ว่า|เดิม|นี้|ไป|มา|แล้ว|หลาย|ซ้ำ))|\b(?:another|new|different)\s+(?:matter|problem|issue|case|report|complaint)\b/iu;
const isNewMatter = (text: string): boolean => NEW_MATTER.test(text.trim());

/** Whether words in a group or room are for us. */
export const isForUs = (said: { addressed: boolean; listened: boolean; text: string }): boolean =>
  said.listened || said.addressed || WAKE.test(said.text) || CALLED.test(said.text);

/** What the rules look at of a message. */
export type Heard = {
  readonly at: Date;
  readonly text: string;
  readonly media: number;
  readonly hasPin: boolean;
  readonly gesture: boolean;
  readonly unreadable: boolean;
  /** False in a group or room. */
  readonly forUs: boolean;
  /** Whoever said it can be asked by a button whether it is another matter. */
  readonly mayAsk: boolean;
};
export type Known = {
  /** The case that the other pictures of its album belong to. */
  readonly album: string | null;
  /** The case of the message that it answers, or of theirs that it names, open or not. */
  readonly replied: string | null;
  /** The case spoken about now with this person, while it is open. */
  readonly current: { readonly id: string; readonly status: Status } | null;
  /** What was said about open cases of this person around it. */
  readonly near: readonly {
    readonly caseId: string;
    readonly at: Date;
    /** It was answered, or we alone spoke of it then: what is said now may well be another matter. */
    readonly settled?: boolean;
  }[];
};
/**
 * join: words for a case; `quiet` of an album whose case was told already; `perhaps`: they may be another matter, and whoever said them is asked. keep: no words of a case; shown on `caseId` when there is one.
 * hold: a place that waits for its words. open: a new case.
 */
export type Decision =
  | { readonly kind: 'join'; readonly caseId: string; readonly quiet: boolean; readonly perhaps?: true }
  | { readonly kind: 'keep'; readonly caseId: string | null }
  | { readonly kind: 'hold' }
  | { readonly kind: 'open' };

/**
 * Where a message belongs. Pure: the order in which messages arrive matters only where their own times leave it open. Of a group or room,
 * where people speak with each other, only what names us or answers a message of a case is words about it, whatever was said shortly
 * before; a picture or place without words is, when its sender spoke to us in words up to five minutes before it, and so are the other
 * pictures of an album of which one is. All else stays with the group and is shown on no case. Where nobody can be asked, words that say
 * that they are a new matter are one.
 */
export function decide(heard: Heard, known: Known): Decision {
  if (known.album !== null) return { kind: 'join', caseId: known.album, quiet: true };
  const bare = heard.media === 0 && !heard.hasPin && !heard.unreadable;
  const near = nearest(known.near, heard.at);
  if (bare && (heard.gesture || heard.text === '' || isCourtesy(heard.text)))
    return { kind: 'keep', caseId: heard.forUs ? (known.current?.id ?? near) : null };
  if (known.replied !== null) return { kind: 'join', caseId: known.replied, quiet: false };
  if (!heard.forUs) {
    const shown = heard.text === '' && !heard.unreadable ? before(known.near, heard.at) : null;
    return shown === null ? { kind: 'keep', caseId: null } : { kind: 'join', caseId: shown, quiet: false };
  }
  if (known.current?.status === 'waiting-citizen') return { kind: 'join', caseId: known.current.id, quiet: false };
  if (near !== null && (heard.mayAsk || !isNewMatter(heard.text))) {
    const settled = known.near.some(({ caseId, settled }) => caseId === near && settled === true);
    return { kind: 'join', caseId: near, quiet: false, ...((settled || isAnother(heard.text)) && { perhaps: true }) };
  }
  if (heard.hasPin && heard.text === '' && heard.media === 0) return { kind: 'hold' };
  return { kind: 'open' };
}

function nearest(near: Known['near'], at: Date): string | null {
  const away = (each: { at: Date }) => Math.abs(each.at.getTime() - at.getTime());
  const [first] = near
    .filter((each) => away(each) <= JOINS_WITHIN_HOURS * HOUR_MS)
    .toSorted((a, b) => away(a) - away(b) || (a.caseId < b.caseId ? -1 : 1));
  return first?.caseId ?? null;
}

const before = (near: Known['near'], at: Date): string | null =>
  nearest(
    near.filter((each) => each.at <= at && at.getTime() - each.at.getTime() <= SHOWN_WITHIN_MINUTES * 60_000),
    at,
  );

/** What the rules look at of words that were added to a case. */
type Added = {
  readonly id: string;
  readonly at: Date;
  readonly text: string;
  readonly state: string;
  readonly role: string | null;
  readonly thread_id: string | null;
  readonly sender_id: string | null;
  readonly album_id: string | null;
};

/**
 * What was sent with a message: the other pictures of its album, and pictures and places without words up to five minutes after it, until
 * its sender said something again. Where one picture of an album is, all are. `messages`: of its case.
 */
export function sentWith<T extends Added>(said: Added, messages: readonly T[]): T[] {
  const theirs = messages.filter(
    ({ id, thread_id, sender_id, role, state }) =>
      id !== said.id &&
      thread_id === said.thread_id &&
      sender_id === said.sender_id &&
      role === 'added' &&
      state !== 'withdrawn',
  );
  const until = Math.min(
    said.at.getTime() + SHOWN_WITHIN_MINUTES * 60_000,
    ...theirs.filter(({ text, at }) => text !== '' && at > said.at).map(({ at }) => at.getTime()),
  );
  const after = theirs.filter(({ text, at }) => text === '' && at >= said.at && at.getTime() <= until);
  const albums = [said, ...after].flatMap(({ album_id }) => album_id ?? []);
  return theirs.filter((each) => after.includes(each) || albums.includes(each.album_id ?? ''));
}

/** The time around a message in which others may belong to it. */
export const around = (at: Date): { at: Date; from: Date; to: Date } => ({
  at,
  from: new Date(at.getTime() - JOINS_WITHIN_HOURS * HOUR_MS),
  to: new Date(at.getTime() + JOINS_WITHIN_HOURS * HOUR_MS),
});

/** When a message counts as received: when it was sent, unless its sender's clock says what cannot be. */
export function receivedAt(at: Date, now: Date): Date {
  const oldest = now.getTime() - OLDEST_DAYS * 24 * HOUR_MS;
  return new Date(Math.min(now.getTime(), Math.max(oldest, at.getTime())));
}

/** The language a text is in, when that can be told: Thai letters are Thai, Latin words without any are English. */
export function languageOf(text: string): 'th' | 'en' | null {
  if (/[\u0E01-\u0E5B]/u.test(text)) return 'th';
  return (text.match(/[a-z]{2,}/gi) ?? []).length >= 3 ? 'en' : null;
}

/** Fewer letters than these could stand anywhere by chance: they are looked for as lines of their own only. */
const FOUND_ANYWHERE = 5;

/** A voice's text without words that were taken back; `gone` stands where they stood, on lines of their own before any other place. */
export function without(text: string, words: string, gone: string): string {
  const said = words.trim();
  if (said === '') return text;
  const [lines, own] = [`\n${text}\n`, `\n${said}\n`];
  if (lines.includes(own)) return lines.replace(own, () => `\n${gone}\n`).slice(1, -1);
  return said.length < FOUND_ANYWHERE ? text : text.replace(said, () => gone);
}
