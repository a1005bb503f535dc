import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PREFIX = '.built-';
const MARK = '.used-by-';
const CANNOT_WRITE = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT']);
const NO_PLACE =
  'เขียนในโฟลเดอร์ของโปรแกรมไม่ได้ ตรวจเจ้าของ สิทธิ์ และพื้นที่ดิสก์ · The folder of the program cannot be written: see to its owner, modes and the room on the disk';

/**
 * The folder that holds the sources as plain JavaScript, made when they changed. It lies beside `src` and has its shape, so a file that
 * reads another by its place finds it there too. Node can strip types by itself, but not JSX, and running what is stripped
 * already starts a second sooner and in less memory.
 */
export async function mirror() {
  const files = globSync('src/**/*', { cwd: ROOT, withFileTypes: true })
    .filter((each) => each.isFile() && !/\.test\.tsx?$/.test(each.name))
    .map((each) => join(each.parentPath, each.name).slice(ROOT.length))
    .filter((path) => !path.replaceAll('\\', '/').startsWith('src/console/'))
    .sort();
  const hash = createHash('sha256').update(process.version);
  for (const path of files) {
    const { mtimeMs, size } = statSync(join(ROOT, path));
    hash.update(`${path} ${mtimeMs} ${size}\n`);
  }
  const name = `${PREFIX}${hash.digest('hex').slice(0, 16)}`;
  const folder = join(ROOT, name);
  try {
    if (!existsSync(folder)) await make(files, folder);
    use(folder);
  } catch (error) {
    // Whoever may not write here still runs what is made.
    if (!CANNOT_WRITE.has(error.code)) throw error;
    if (!existsSync(folder)) {
      process.stderr.write(`${NO_PLACE} (${error.code} ${ROOT})\n`);
      process.exit(1);
    }
  }
  return folder;
}

async function make(files, folder) {
  const { transformSync } = await import('oxc-transform');
  const beside = `${folder}.${process.pid}`;
  for (const path of files) {
    const from = join(ROOT, path);
    const to = join(beside, path.slice('src/'.length));
    mkdirSync(dirname(to), { recursive: true });
    copyFileSync(from, to);
    if (!/\.tsx?$/.test(path) || path.endsWith('.d.ts') || path.includes('enhance')) continue;
    const { code, errors } = transformSync(from, readFileSync(from, 'utf8'), {
      jsx: { runtime: 'automatic' },
      typescript: { onlyRemoveTypeImports: true },
    });
    if (errors.length > 0) throw new SyntaxError(`${path}: ${errors[0].message}`);
    writeFileSync(to.replace(/\.tsx?$/, '.js'), code.replaceAll(/(['"])(\.{1,2}\/[^'"\n]+)\.tsx?\1/g, '$1$2.js$1'));
  }
  try {
    renameSync(beside, folder);
  } catch (error) {
    rmSync(beside, { recursive: true, force: true });
    if (!existsSync(folder)) throw error; // another process made the same one first
  }
}

/** Marks the folder as this process's, and removes those of other versions that no living process loads from. */
function use(folder) {
  writeFileSync(join(folder, `${MARK}${process.pid}`), '');
  for (const name of readdirSync(ROOT).filter((each) => each.startsWith(PREFIX))) {
    const old = join(ROOT, name);
    // What another process is only making bears its number.
    const maker = Number(/\.(\d+)$/.exec(name)?.[1]);
    if (
      old === folder ||
      (maker > 0 && lives(maker)) ||
      readdirSync(old).some((each) => each.startsWith(MARK) && lives(Number(each.slice(MARK.length))))
    )
      continue;
    rmSync(old, { recursive: true, force: true });
  }
}

function lives(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
