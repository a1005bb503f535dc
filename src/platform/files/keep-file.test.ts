import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { NOW, world } from '../../../test/harness.ts';
import { Refusal } from '../refusal.ts';
import type { Upload } from './document.ts';
import { contentDisposition, keepFile, openFile } from './keep-file.ts';
import { storageTrouble } from './storage-fault.ts';
import { type FileStore, folderStore } from './store.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fangsiang-files-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const upload: Upload = { bytes: new Uint8Array([1, 2, 3]), mediaType: 'image/webp', width: 4, height: 5 };
const about = (municipalityId: string) => ({ now: NOW, name: '../ไฟดับ.webp', municipalityId });

it('gives back what was kept, by id, under the name it was given', async () => {
  await using w = await world();
  const store = folderStore(folder);
  const id = await w.scoped((tx) => keepFile(tx, store, upload, about(w.municipalityId)));
  const file = await w.scoped((tx) => openFile(tx, store, id));
  expect(new Uint8Array(await buffer(file.stream))).toEqual(upload.bytes);
  expect(file).toMatchObject({ mediaType: 'image/webp', bytes: 3, name: 'ไฟดับ.webp', disposition: 'inline' });
});

it('keeps the same content once and each sending of it as a file of its own', async () => {
  await using w = await world();
  const store = folderStore(join(folder, 'once'));
  const keep = () => w.scoped((tx) => keepFile(tx, store, upload, about(w.municipalityId)));
  expect(await keep()).not.toBe(await keep());
  const kept = await readdir(join(folder, 'once'), { recursive: true, withFileTypes: true });
  expect(kept.filter((entry) => entry.isFile()).length).toBe(1);
});

it('serves a PDF as a download only, and its Thai name arrives', async () => {
  await using w = await world();
  const store = folderStore(folder);
  const pdf: Upload = { ...upload, mediaType: 'application/pdf', width: null, height: null };
  const id = await w.scoped((tx) => keepFile(tx, store, pdf, { ...about(w.municipalityId), name: 'คำร้อง (1).pdf' }));
  const file = await w.scoped((tx) => openFile(tx, store, id));
  file.stream.destroy();
  expect(contentDisposition(file)).toMatch(/^attachment; filename\*=UTF-8''%E0%B8%84[%0-9A-F]+\.pdf$/);
});

it('knows no file of another municipality, and none whose bytes are gone', async () => {
  await using w = await world();
  const store = folderStore(join(folder, 'gone'));
  await expect(w.scoped((tx) => openFile(tx, store, v7()))).rejects.toMatchObject({ code: 'not-found' });
  const id = await w.scoped((tx) => keepFile(tx, store, upload, about(w.municipalityId)));
  await rm(join(folder, 'gone'), { recursive: true });
  await expect(w.scoped((tx) => openFile(tx, store, id))).rejects.toMatchObject({ code: 'not-found' });
});

it('keeps no row when the bytes could not be kept', async () => {
  await using w = await world();
  const full: FileStore = {
    ...folderStore(folder),
    put: () => Promise.reject(storageTrouble(Object.assign(new Error(), { code: 'ENOSPC' }))),
  };
  const kept = w.scoped((tx) => keepFile(tx, full, upload, about(w.municipalityId)));
  await expect(kept).rejects.toEqual(new Refusal('storage-full'));
  expect(await w.scoped((tx) => tx.selectFrom('platform.file').selectAll().execute())).toEqual([]);
});
