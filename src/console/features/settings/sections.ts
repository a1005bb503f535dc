import type { LucideIcon } from 'lucide-react';
import Building2 from 'lucide-react/icons/building-2';
import CircleSlash from 'lucide-react/icons/circle-slash';
import Clock from 'lucide-react/icons/clock';
import FileLock from 'lucide-react/icons/file-lock';
import HardDrive from 'lucide-react/icons/hard-drive';
import KeyRound from 'lucide-react/icons/key-round';
import Landmark from 'lucide-react/icons/landmark';
import MapPinned from 'lucide-react/icons/map-pinned';
import Plug from 'lucide-react/icons/plug';
import ScrollText from 'lucide-react/icons/scroll-text';
import Tags from 'lucide-react/icons/tags';
import Users from 'lucide-react/icons/users';
import UsersRound from 'lucide-react/icons/users-round';
import type { Noun } from '../../../modules/people/contract.ts';
import { type SettingsWord, t } from './words.ts';

/** The five named and dated lists, as they stand in addresses. */
export const LISTS = ['departments', 'categories', 'groups', 'communities', 'refusal-reasons'] as const;
export type List = (typeof LISTS)[number];
export const NOUN_OF: Readonly<Record<List, Noun>> = {
  departments: 'department',
  categories: 'category',
  groups: 'group',
  communities: 'community',
  'refusal-reasons': 'refusal-reason',
};

export type Section = { to: string; word: SettingsWord; help: SettingsWord; icon: LucideIcon; permission: string };

/** The parts of the settings, in the order an office sets itself up. */
export const SECTIONS: readonly Section[] = [
  section('municipality', 'municipality', 'municipalityHelp', Landmark),
  section('lists/departments', 'departments', 'departmentsHelp', Building2),
  section('lists/categories', 'categories', 'categoriesHelp', Tags),
  section('lists/groups', 'groups', 'groupsHelp', UsersRound),
  section('lists/communities', 'communities', 'communitiesHelp', MapPinned),
  section('lists/refusal-reasons', 'refusal-reasons', 'refusal-reasonsHelp', CircleSlash),
  section('clock', 'clock', 'clockHelp', Clock),
  section('staff', 'staff', 'staffHelp', Users, 'staff.read'),
  section('api-keys', 'apiKeys', 'apiKeysHelp', KeyRound, 'api-key.manage'),
  section('integrations', 'integrations', 'integrationsHelp', Plug, 'api-key.manage'),
  section('privacy', 'privacy', 'privacyHelp', FileLock),
  section('audit', 'audit', 'auditHelp', ScrollText, 'audit.read'),
  section('installation', 'installation', 'installationHelp', HardDrive, 'installation.manage'),
];

function section(
  path: string,
  word: SettingsWord,
  help: SettingsWord,
  icon: LucideIcon,
  permission = 'settings.read',
): Section {
  return { to: `/settings/${path}`, word, help, icon, permission };
}

export const labelOf = ({ word }: Section): string => t(word);
