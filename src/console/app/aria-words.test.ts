import { expect, test } from 'vitest';
import { z } from 'zod';
import { ARIA_WORDS } from './aria-words.ts';

/** Where React Aria keeps its own words of a package. */
const HOMES: Readonly<Record<string, readonly string[]>> = {
  components: ['react-aria-components/dist/private/intl'],
  datepicker: ['react-aria/dist/private/intl/datepicker', 'react-stately/dist/private/intl/datepicker'],
};
const Words = z.record(z.string(), z.unknown());
const English = z.object({ default: Words });
/** Things that can be told from words; what is counted is seven, what is asked is so. */
const GIVEN = new Proxy(
  {},
  {
    get: (_, name) => (/count/i.test(String(name)) ? 7 : /^is/.test(String(name)) ? 'true' : `<${String(name)}>`),
  },
);

/** As React Aria's: it has to be called on itself. */
class Formatter {
  readonly #numbers = new Intl.NumberFormat('th-TH');
  number(value: number): string {
    return this.#numbers.format(value);
  }
  plural(_count: number, options: Readonly<Record<string, unknown>>): string {
    return this.#said(options['other']);
  }
  select(options: Readonly<Record<string, unknown>>, value: unknown): string {
    return this.#said(options[String(value)] ?? options['other']);
  }
  #said(option: unknown): string {
    return String(typeof option === 'function' ? option() : option);
  }
}
const formatter = new Formatter();
const said = (word: unknown): string => String(typeof word === 'function' ? word(GIVEN, formatter) : word);

async function englishOf(name: string) {
  const homes = HOMES[name] ?? [`react-aria/dist/private/intl/${name}`];
  const all = await Promise.all(
    homes.map(async (home) => {
      const file = new URL(`../../../node_modules/${home}/en-US.mjs`, import.meta.url);
      return English.parse(await import(file.href)).default;
    }),
  );
  return Words.parse(Object.assign({}, ...all));
}

test.each(Object.entries(ARIA_WORDS))(
  'what React Aria says of %s it says in Thai, of the same things',
  async (name, thai) => {
    const english = await englishOf(name);
    expect(Object.keys(thai).sort()).toEqual(Object.keys(english).sort());
    for (const [key, word] of Object.entries(english)) {
      const ours = said(thai[key]);
      expect(ours, key).toMatch(/[ก-๛]/);
      for (const [thing] of said(word).matchAll(/<\w+>|\b7\b/g)) expect(ours, key).toContain(thing);
    }
  },
);
