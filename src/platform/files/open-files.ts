import { join } from 'node:path';
import type { Config } from '../config.ts';
import { s3Store } from './s3-store.ts';
import { type FileStore, folderStore } from './store.ts';

/** Where the operator says that files are kept. */
export const openFiles = ({ S3_URL, DATA_DIR }: Pick<Config, 'S3_URL' | 'DATA_DIR'>): FileStore =>
  S3_URL ? s3Store(S3_URL) : folderStore(join(DATA_DIR, 'files'));
