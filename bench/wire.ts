import { connect } from 'node:net';

/** A connection that asks one thing at a time and reads what it must: what the client costs is not what is measured. */
export type Wire = {
  /** `headers` end with a line end each. */
  post: (path: string, headers: string, json: string) => Promise<{ status: number; body: string }>;
  close: () => void;
};

const HEAD_END = '\r\n\r\n';

export function openWire(origin: string): Wire {
  const { hostname, port } = new URL(origin);
  const socket = connect({ host: hostname, port: Number(port), noDelay: true });
  socket.setEncoding('latin1');
  let received = '';
  let waiting: { resolve: (answer: { status: number; body: string }) => void; reject: (error: Error) => void } | null =
    null;
  socket.on('data', (chunk) => {
    received += chunk;
    const head = received.indexOf(HEAD_END);
    if (head < 0) return;
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(received.slice(0, head + 2))?.[1]);
    const body = received.slice(head + HEAD_END.length);
    if (!(body.length >= length)) return;
    const status = Number(received.slice(9, 12));
    received = '';
    waiting?.resolve({ status, body });
  });
  socket.on('error', (error) => waiting?.reject(error));
  socket.on('close', () => waiting?.reject(new Error('the server closed the connection')));
  return {
    post: (path, headers, json) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        const length = Buffer.byteLength(json);
        socket.write(
          `POST ${path} HTTP/1.1\r\nhost: ${hostname}:${port}\r\ncontent-type: application/json\r\n${headers}content-length: ${length}\r\n\r\n${json}`,
        );
      }),
    close: () => socket.destroy(),
  };
}
