import { drain } from './drain.ts';
import { type Figure, table } from './figure.ts';
import { filing } from './filing.ts';
import { plans } from './plans.ts';
import { reading } from './reading.ts';
import { start } from './start.ts';
import { webhooks } from './webhooks.ts';
import { weight } from './weight.ts';

const BENCHES: Readonly<Record<string, () => Promise<Figure[]>>> = {
  filing,
  webhooks,
  drain,
  reading,
  weight,
  start,
  plans,
};

const names = process.argv.slice(2);
const unknown = names.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
  process.stderr.write(`unknown: ${unknown.join(', ')}; there are ${Object.keys(BENCHES).join(', ')}\n`);
  process.exit(2);
}
const figures: Figure[] = [];
for (const [name, bench] of Object.entries(BENCHES)) {
  if (names.length > 0 && !names.includes(name)) continue;
  process.stderr.write(`${name}…\n`);
  figures.push(...(await bench()));
}
process.stdout.write(`${table(figures)}\n`);
