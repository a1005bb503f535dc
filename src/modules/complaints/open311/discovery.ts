import type { Tx } from '../../../platform/db/db.ts';
import type { Language } from '../../../thai/index.ts';
import { directoryChangedAt, loadMunicipality } from '../../people/index.ts';
import type { Value } from './format.ts';
import { PUBLIC_WORDS, say } from './public-words.ts';
import { nameIn } from './services.ts';
import { w3cDate } from './w3c-date.ts';

/** The service discovery document: who answers, how a key is got, where the endpoint is, and when its list of services last changed. */
export async function discovery(tx: Tx, url: string, lang: Language): Promise<Value> {
  const municipality = await loadMunicipality(tx);
  const { phone, email } = municipality;
  const words = PUBLIC_WORDS[lang];
  const reached = [phone && say(words.phone, { phone }), email].filter((each) => each !== '').join(' ');
  const facts = { name: nameIn(lang, municipality), reached };
  const changeset = w3cDate(await directoryChangedAt(tx));
  return {
    changeset,
    contact: say(words.contact, facts),
    key_service: say(words.keyService, facts),
    endpoints: [
      {
        specification: 'http://wiki.open311.org/GeoReport_v2',
        url,
        changeset,
        type: 'production',
        formats: ['text/xml', 'application/json'],
      },
    ],
  };
}
