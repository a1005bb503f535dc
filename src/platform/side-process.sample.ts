import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { serveParent } from './side-process.ts';

/** What the test of `sideProcess` asks for. */
const Work = z.object({
  wait: z.number().optional(),
  say: z.unknown().optional(),
  fail: z.string().optional(),
  die: z.boolean().optional(),
  environment: z.boolean().optional(),
});

serveParent(async (work) => {
  const asked = Work.parse(work);
  await wait(asked.wait ?? 0);
  if (asked.die) process.kill(process.pid, 'SIGKILL');
  if (asked.fail) throw new Error(asked.fail);
  return asked.environment ? Object.keys(process.env) : asked.say;
});
