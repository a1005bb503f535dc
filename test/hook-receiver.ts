import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';

export type Got = { headers: IncomingHttpHeaders; body: string };

/** A receiver of Standard Webhooks, as its documents tell one to write it: raw body, any one of the signatures. */
export async function receiver() {
  const got: Got[] = [];
  let answer: { status: number; headers?: Record<string, string>; body?: string } = { status: 200 };
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      got.push({ headers: request.headers, body: Buffer.concat(pieces).toString('utf8') });
      response.writeHead(answer.status, answer.headers);
      response.end(answer.body ?? '');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/hook`,
    got,
    answers: (next: typeof answer) => {
      answer = next;
    },
    close: () => server.close(),
  };
}
