import type { Adapter, SettingField, Settings } from '../adapter.ts';

/** Where a field's value comes from. `lost`: it is set, but cannot be opened with the key of today. */
export type FieldState = 'set' | 'environment' | 'not-set' | 'lost';

/** What is known of a channel's settings: by the console, and by the environment where that counts. */
export type Known = {
  readonly shown: Settings;
  readonly secrets: Settings;
  readonly lost: boolean;
  /** By variable. Empty but for the first municipality. */
  readonly environment: Settings;
};

/** The value that holds: what the console says before what the environment says. */
export function heldOf(field: SettingField, { shown, secrets, environment }: Known): string | null {
  const own = (field.secret ? secrets : shown)[field.name];
  return own ?? (field.environment === null ? null : (environment[field.environment] ?? null));
}

/** Whether what is set is shorter than it should be: the environment may say what the console would not keep. */
export const isShort = (field: SettingField, known: Known): boolean => {
  const held = heldOf(field, known);
  return held !== null && held.length < (field.least ?? 0);
};

/** What the environment sets and can be guessed, for the operator's log: never the value. */
export function shortSecrets(
  adapters: readonly Adapter[],
  environment: Settings,
): { channel: Adapter['kind']; variable: string; least: number }[] {
  const known: Known = { shown: {}, secrets: {}, lost: false, environment };
  return adapters.flatMap(({ kind, fields }) =>
    fields.flatMap((field) =>
      field.environment !== null && isShort(field, known)
        ? [{ channel: kind, variable: field.environment, least: field.least ?? 0 }]
        : [],
    ),
  );
}

export function stateOf(field: SettingField, known: Known): FieldState {
  if ((field.secret ? known.secrets : known.shown)[field.name] !== undefined) return 'set';
  if (heldOf(field, known) !== null) return 'environment';
  return field.secret && known.lost ? 'lost' : 'not-set';
}

/** The settings as an adapter is given them; null while a required one is missing. */
export function settingsOf(fields: readonly SettingField[], known: Known): Settings | null {
  const missing = fields.some((field) => field.required && heldOf(field, known) === null);
  return missing ? null : knownOf(fields, known);
}

/** Whether what arrives can be proven: the first required secret of a channel is the one its provider signs with. */
export function mayProve(fields: readonly SettingField[], known: Known): boolean {
  const proof = fields.find((field) => field.required && field.secret);
  return proof !== undefined && heldOf(proof, known) !== null;
}

/** The same, whatever is missing. */
export function knownOf(fields: readonly SettingField[], known: Known): Settings {
  const values = fields.map((field) => [field.name, heldOf(field, known)] as const);
  return Object.fromEntries(values.filter((entry): entry is [string, string] => entry[1] !== null));
}

export type Change = { readonly shown: Settings; readonly secrets: Settings };

/**
 * What is kept after a save. A field that was not sent stays; null removes it; an empty text removes what is shown and keeps a
 * secret, for a form shows a secret as empty. What cannot be kept is given back as `wrong`, by field.
 */
export function changed(
  fields: readonly SettingField[],
  before: Change,
  sent: Readonly<Record<string, string | null>>,
): Change & { wrong: readonly { name: string; problem: 'unknown-field' | 'too-short' }[] } {
  const shown: Record<string, string> = { ...before.shown };
  const secrets: Record<string, string> = { ...before.secrets };
  const wrong: { name: string; problem: 'unknown-field' | 'too-short' }[] = [];
  for (const [name, given] of Object.entries(sent)) {
    const field = fields.find((each) => each.name === name);
    const value = given?.trim() ?? null;
    if (!field) wrong.push({ name, problem: 'unknown-field' });
    else if (value && value.length < (field.least ?? 0)) wrong.push({ name, problem: 'too-short' });
    else {
      const kept = field.secret ? secrets : shown;
      if (value === null || (value === '' && !field.secret)) delete kept[name];
      else if (value !== '') kept[name] = value;
    }
  }
  return { shown, secrets, wrong };
}
