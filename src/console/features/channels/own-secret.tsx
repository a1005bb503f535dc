import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/text-field.tsx';
import { t } from './words.ts';

type Props = {
  label: string;
  help: string;
  optional: boolean;
  isDisabled: boolean;
  value: string;
  onChange: (next: string) => void;
};

/** A secret that nobody gives us: made here, and shown until it is saved, for it has to be copied to whoever is to know it. */
export function OwnSecret({ help, ...field }: Props) {
  const [made, setMade] = useState('');
  const isMade = made !== '' && field.value === made;
  const make = () => {
    const secret = randomSecret();
    setMade(secret);
    field.onChange(secret);
  };
  return (
    <TextField
      {...field}
      help={isMade ? t('madeHelp') : help}
      type={isMade ? 'text' : 'password'}
      autoComplete="off"
      after={field.isDisabled ? undefined : <Button onPress={make}>{t('makeOne')}</Button>}
    />
  );
}

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';
const LENGTH = 32;

/** Letters and digits that may stand in an address and are not mistaken for each other: some 185 bits. */
function randomSecret(): string {
  const most = 256 - (256 % LETTERS.length);
  let secret = '';
  while (secret.length < LENGTH) {
    for (const byte of crypto.getRandomValues(new Uint8Array(LENGTH)))
      if (byte < most && secret.length < LENGTH) secret += LETTERS.charAt(byte % LETTERS.length);
  }
  return secret;
}
