import type { Settings } from '../adapter.ts';

export const setting = (settings: Settings, name: string): string => settings[name]?.trim() ?? '';
/** Whether a setting that is a yes or a no was answered with a yes. */
export const isOn = (settings: Settings, name: string): boolean =>
  /^(yes|on|true|1|ใช่|เปิด)$/i.test(setting(settings, name));
