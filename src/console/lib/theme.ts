import { deviceChoice } from './device-choice.ts';

export type Theme = 'light' | 'dark' | 'system';

const system = matchMedia('(prefers-color-scheme: dark)');
const chosen = deviceChoice<Theme>('theme', ['light', 'dark', 'system'], 'system', apply);

function apply(): void {
  const theme = chosen.get();
  const dark = theme === 'dark' || (theme === 'system' && system.matches);
  document.documentElement.dataset['theme'] = dark ? 'dark' : 'light';
}

/** Applies the remembered theme and follows the device while the choice is "system". Call once. */
export function startTheme(): void {
  apply();
  system.addEventListener('change', apply);
}

export const setTheme = chosen.set;
export const useTheme = chosen.use;
