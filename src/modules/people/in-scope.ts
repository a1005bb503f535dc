import { type Db, inMunicipality, type Tx } from '../../platform/db/db.ts';
import type { Request } from '../../platform/http.ts';
import { type Actor, actorOf } from './actor.ts';

export type Scoped = <T>(request: Request, work: (tx: Tx, actor: Actor) => Promise<T>) => Promise<T>;

/** Does a request's work in one transaction of its municipality, for whoever asks. */
export const inScope =
  (db: Db): Scoped =>
  (request, work) =>
    inMunicipality(db, request.municipalityId, (tx) => work(tx, actorOf(request)));
