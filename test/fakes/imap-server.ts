import { createServer, type Socket } from 'node:net';

/** A mail in the box: its number and its source as it came (RFC 5322). */
type Kept = { readonly uid: number; readonly source: Buffer; readonly at: Date };
const CAPABILITIES = 'IMAP4rev1';

/**
 * A mailbox behind IMAP4rev1 (RFC 3501), as far as reading it goes: LOGIN, EXAMINE, UID SEARCH, UID FETCH of size, date and the source
 * or a part of it. `validity` may be changed, as by a mailbox that was restored; without `searches` it refuses to search. Everything that would change the box is answered NO and
 * counted.
 */
export async function startImap({ user = 'desk@example.org', password = 'secret' } = {}) {
  const box: Kept[] = [];
  const sockets = new Set<Socket>();
  const state = { validity: 7, next: 1, changes: 0, visits: 0, silent: false, searches: true };
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined));
    socket.on('close', () => sockets.delete(socket));
    if (state.silent) return;
    state.visits += 1;
    let typed = '';
    socket.write(`* OK [CAPABILITY ${CAPABILITIES}] ready\r\n`);
    socket.on('data', (said) => {
      typed += said.toString('latin1');
      for (let end = typed.indexOf('\r\n'); end >= 0; end = typed.indexOf('\r\n')) {
        const line = typed.slice(0, end);
        typed = typed.slice(end + 2);
        answer(socket, line);
      }
    });
  });

  function answer(socket: Socket, line: string): unknown {
    const [, tag = '*', command = ''] = /^(\S+) (.*)$/.exec(line) ?? [];
    const ok = (untagged: readonly (string | Buffer)[] = []) => {
      for (const each of untagged) {
        socket.write(each);
        socket.write('\r\n');
      }
      socket.write(`${tag} OK done\r\n`);
    };
    if (/^CAPABILITY/i.test(command)) return ok([`* CAPABILITY ${CAPABILITIES}`]);
    if (/^(?:NOOP|CLOSE|UNSELECT)/i.test(command)) return ok();
    if (/^LOGOUT/i.test(command)) {
      ok(['* BYE until then']);
      socket.end();
      return null;
    }
    if (/^LOGIN/i.test(command)) {
      const [given = '', pass = ''] = [...command.slice(6).matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/g)].map(
        ([, quoted, bare]) => quoted ?? bare ?? '',
      );
      if (given === user && pass === password) return ok();
      socket.write(`${tag} NO [AUTHENTICATIONFAILED] wrong name or password\r\n`);
      return null;
    }
    if (/^(?:LIST|LSUB)/i.test(command)) return ok(['* LIST (\\HasNoChildren) "/" INBOX']);
    if (/^EXAMINE "?INBOX"?/i.test(command)) {
      return ok([
        '* FLAGS (\\Seen \\Deleted)',
        `* ${box.length} EXISTS`,
        '* 0 RECENT',
        `* OK [UIDVALIDITY ${state.validity}] valid`,
        `* OK [UIDNEXT ${state.next}] next`,
      ]);
    }
    if (/^UID SEARCH/i.test(command) && state.searches)
      return ok([`* SEARCH ${searched(command).join(' ')}`.trimEnd()]);
    if (/^UID FETCH/i.test(command)) return ok(fetched(command));
    state.changes += 1;
    socket.write(`${tag} NO not here\r\n`);
    return null;
  }

  function searched(command: string): number[] {
    const [, from] = /UID (\d+):\*/i.exec(command) ?? [];
    const [, day] = /SINCE "?([\w-]+)"?/i.exec(command) ?? [];
    if (day !== undefined) return box.filter(({ at }) => at >= new Date(day)).map(({ uid }) => uid);
    // RFC 3501 §6.4.8: "n:*" names the last one even when its number is smaller.
    const last = box.at(-1)?.uid ?? 0;
    return box.filter(({ uid }) => uid >= Math.min(Number(from), last)).map(({ uid }) => uid);
  }

  function fetched(command: string): Buffer[] {
    const [, uid] = /^UID FETCH (\d+) /i.exec(command) ?? [];
    const at = box.findIndex((each) => each.uid === Number(uid));
    const mail = box[at];
    if (!mail) return [];
    const part = /BODY\.PEEK\[\](?:<(\d+)\.(\d+)>)?/i.exec(command);
    const facts = [`UID ${mail.uid}`];
    if (/RFC822\.SIZE/i.test(command)) facts.push(`RFC822.SIZE ${mail.source.length}`);
    if (/INTERNALDATE/i.test(command)) facts.push(`INTERNALDATE "${internalDate(mail.at)}"`);
    if (!part) return [Buffer.from(`* ${at + 1} FETCH (${facts.join(' ')})`)];
    const from = Number(part[1] ?? 0);
    const bytes = mail.source.subarray(from, part[2] === undefined ? undefined : from + Number(part[2]));
    const origin = part[1] === undefined ? '' : `<${from}>`;
    const head = Buffer.from(`* ${at + 1} FETCH (${facts.join(' ')} BODY[]${origin} {${bytes.length}}\r\n`);
    return [Buffer.concat([head, bytes, Buffer.from(')')])];
  }

  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const bound = server.address();
  const port = typeof bound === 'object' ? bound?.port : bound;
  return {
    state,
    box,
    url: `imap://${encodeURIComponent(user)}:${encodeURIComponent(password)}@127.0.0.1:${port}`,
    /** Puts a mail into the box; returns its number. */
    deliver(source: string | Buffer, at: Date): number {
      const uid = state.next;
      state.next += 1;
      box.push({
        uid,
        source: Buffer.isBuffer(source) ? source : Buffer.from(source.replaceAll(/\r?\n/g, '\r\n')),
        at,
      });
      return uid;
    },
    [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      return new Promise<void>((done) => void server.close(() => done()));
    },
  };
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** RFC 3501 date-time. */
function internalDate(at: Date): string {
  const [date = '', time = ''] = at.toISOString().split('T');
  const [year, month, day] = date.split('-');
  return `${day}-${MONTHS[Number(month) - 1]}-${year} ${time.slice(0, 8)} +0000`;
}
