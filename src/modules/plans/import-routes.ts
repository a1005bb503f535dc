import { z } from 'zod';
import { inMunicipality } from '../../platform/db/db.ts';
import type { Request, Routes } from '../../platform/http.ts';
import { Refusal } from '../../platform/refusal.ts';
import { actorOf } from '../people/index.ts';
import { AcceptImport, DraftImport } from './contract.ts';
import type { Catalogue } from './evidence/catalogue.ts';
import { openDocumentReader } from './import/read-apart.ts';
import { acceptImport, draftImport } from './import-document.ts';
import type { PointsAt } from './save-document.ts';

const tags = ['plans'];
const Pasted = z.object({ text: z.string().min(1).max(1_000_000) });

/** Other municipalities' plans, read from a document and kept when a person has corrected what was read. */
export function planImportRoutes(given: { catalogue: Catalogue; pointsAt: PointsAt }): Routes {
  const read = openDocumentReader();
  return async (app, { db, now }) => {
    const config = { permission: 'plan.edit' };
    app.post(
      '/plans/import/read',
      {
        config,
        schema: {
          tags,
          summary: 'What a document says: a file (DOCX, XLSX, CSV, text), or pasted text; nothing is kept',
          consumes: ['multipart/form-data', 'application/json'],
          response: { 200: DraftImport },
        },
      },
      async (request) => {
        const { bytes, name } = request.isMultipart() ? await uploaded(request) : pasted(request.body);
        const document = await read(bytes, { name });
        return inMunicipality(db, request.municipalityId, (tx) => draftImport(tx, document));
      },
    );
    app.post(
      '/plans/import/accept',
      {
        config,
        bodyLimit: 5_000_000,
        schema: {
          tags,
          summary:
            'Keep what was read and corrected, in a year: the words of any row may be other than those read, `raw` stays',
          body: AcceptImport,
          response: { 201: z.object({ documents: z.array(z.uuid()) }) },
        },
      },
      async (request, reply) =>
        reply
          .code(201)
          .send(
            await inMunicipality(db, request.municipalityId, (tx) =>
              acceptImport(tx, actorOf(request), given, request.body, now()),
            ),
          ),
    );
  };
}

async function uploaded(request: Request) {
  const file = await request.file();
  if (!file) throw new Refusal('invalid-input', { fields: [{ field: '/file', problem: 'missing' }] });
  return { bytes: await file.toBuffer(), name: file.filename };
}

function pasted(body: unknown) {
  const read = Pasted.safeParse(body);
  if (!read.success) throw new Refusal('invalid-input', { fields: [{ field: '/text', problem: 'missing' }] });
  return { bytes: Buffer.from(read.data.text, 'utf8'), name: 'pasted.txt' };
}
