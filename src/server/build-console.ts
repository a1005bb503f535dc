import { fileURLToPath } from 'node:url';
import { consoleIsBuilt } from './console.ts';

/** Builds the staff application when it is not built; about five seconds, once. */
export async function buildConsole(say: (line: string) => void): Promise<void> {
  if (consoleIsBuilt()) return;
  say('กำลังเตรียมหน้าเจ้าหน้าที่ครั้งแรก… · building the console…');
  const { build } = await import('vite');
  const root = fileURLToPath(new URL('../..', import.meta.url));
  await build({ configFile: `${root}/vite.config.ts`, root: `${root}/src/console`, logLevel: 'warn' });
}
