/** What a person reads goes to the error stream or plainly out; only a result that a program may read stands alone on its line. */
export const say = (line = ''): void => void process.stdout.write(`${line}\n`);
export const warn = (line: string): void => void process.stderr.write(`${line}\n`);

/** Wrong use of the command: told with the help, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** One line that is kept up to date: in place on a terminal, else a line each tenth. */
export function progressLine(stream: NodeJS.WriteStream = process.stderr): {
  at(share: number, words: string): void;
  end(): void;
} {
  let last = -1;
  return {
    at(share, words) {
      const step = Math.floor(share * (stream.isTTY ? 200 : 10));
      if (step === last) return;
      last = step;
      const line = `${String(Math.floor(share * 100)).padStart(3)}% ${words}`;
      stream.write(stream.isTTY ? `\r\u001B[2K${line}` : `${line}\n`);
    },
    end() {
      if (stream.isTTY && last !== -1) stream.write('\n');
      last = -1;
    },
  };
}
