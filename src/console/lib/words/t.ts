import { defineWords } from '../i18n.ts';
import { en } from './en.ts';
import { th } from './th.ts';

/** The shared words of shell and components. */
export const t = defineWords({ th, en });
