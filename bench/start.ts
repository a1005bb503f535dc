import { dataFolder, startServer } from '../test/faults/running-server.ts';
import { type Figure, median } from './figure.ts';

const TIMES = 5;

/** From the start of the process on an initialised data folder until `/health/ready` answers. */
export async function start(): Promise<Figure[]> {
  using folder = dataFolder();
  await (await startServer(folder.path)).end();
  const took: number[] = [];
  for (let i = 0; i < TIMES; i += 1) {
    const server = await startServer(folder.path);
    took.push(server.readyAfter / 1000);
    await server.end();
  }
  const seconds = median(took);
  return [
    {
      what: `start on an initialised folder, median of ${TIMES}`,
      measured: `${seconds.toFixed(1)} s (${took.map((each) => each.toFixed(1)).join(', ')})`,
      target: '< 3 s',
      met: seconds < 3,
    },
  ];
}
