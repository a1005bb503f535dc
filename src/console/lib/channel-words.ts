import { declaredOf } from '../../modules/channels/kinds/contract.ts';
import { defineWords, language } from './i18n.ts';

/** The ways that people speak; a channel that machines speak declares its own name. */
const words = defineWords({
  th: {
    website: 'เว็บไซต์',
    phone: 'โทรศัพท์',
    questionnaire: 'แบบสอบถาม',
    petition: 'คำร้อง (กระดาษ)',
    'walk-in': 'มาด้วยตนเอง',
    letter: 'จดหมาย',
    api: 'ระบบอื่น',
  },
  en: {
    website: 'Website',
    phone: 'Telephone',
    questionnaire: 'Questionnaire',
    petition: 'Petition (paper)',
    'walk-in': 'Walk-in',
    letter: 'Letter',
    api: 'Other system',
  },
});
const SPOKEN = ['website', 'phone', 'questionnaire', 'petition', 'walk-in', 'letter', 'api'] as const;

/** A channel's name, in a list or in a sentence; one that nobody knows any more is shown by its code. */
export function channelName(channel: string): string {
  const spoken = SPOKEN.find((each) => each === channel);
  return spoken === undefined ? (declaredOf(channel)?.names[language()] ?? channel) : words(spoken);
}
