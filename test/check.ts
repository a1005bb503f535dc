import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** Runs the scripts of package.json that it is given, as many at a time as there are processors, and fails when one of them fails. What
 * each says is printed together when it ends, with its seconds. */
const waiting = process.argv.slice(2);
const failed: string[] = [];

function run(script: string): Promise<void> {
  const began = performance.now();
  const { promise, resolve } = Promise.withResolvers<void>();
  const said: Buffer[] = [];
  const child = spawn(`npm run --silent ${script}`, { shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => said.push(bytes));
  child.once('close', (code) => {
    if (code !== 0) failed.push(script);
    const seconds = ((performance.now() - began) / 1000).toFixed(0);
    process.stdout.write(
      `\n— ${script}: ${code === 0 ? 'whole' : 'FAILED'}, ${seconds} s\n${Buffer.concat(said).toString()}`,
    );
    resolve();
  });
  return promise;
}

if (waiting.length === 0) throw new Error('no scripts are named');
await Promise.all(
  Array.from({ length: Math.min(availableParallelism(), waiting.length) }, async () => {
    for (let script = waiting.shift(); script; script = waiting.shift()) await run(script);
  }),
);
if (failed.length > 0) process.stdout.write(`\nfailed: ${failed.join(', ')}\n`);
process.exitCode = failed.length === 0 ? 0 : 1;
