import type { Tx } from '../../platform/db/db.ts';
import { type StaffAddress, staffAddresses } from '../people/index.ts';
import { maySee } from './rules.ts';
import type { Complaint } from './tables.ts';

/** `standIn`: neither the case's officer nor its department could be told, so it is the desk that hears of it. */
export type Told = { staff: readonly StaffAddress[]; standIn: boolean };

/**
 * Who hears of a case: its officer, else its department, else the desk; of corruption the officer, else the committee. Only those who may
 * see the case, each time as things stand: people leave, move, and are complained of themselves.
 */
export async function whomToTell(tx: Tx, row: Complaint): Promise<Told> {
  const seeing = async (to: Parameters<typeof staffAddresses>[1]) =>
    (await staffAddresses(tx, to)).filter(({ actor }) => maySee(row, actor));
  const owner = row.owner_id ? await seeing({ userId: row.owner_id }) : [];
  if (owner.length > 0) return { staff: owner, standIn: false };
  const apart = row.visibility === 'corruption';
  const department = row.department_id && !apart ? await seeing({ departmentId: row.department_id }) : [];
  if (department.length > 0) return { staff: department, standIn: false };
  return { staff: await deskOf(tx, row), standIn: row.department_id !== null && !apart };
}

/** The desk of a case: the committee's for corruption. */
export async function deskOf(tx: Tx, row: Complaint): Promise<readonly StaffAddress[]> {
  const desk = await staffAddresses(tx, { role: row.visibility === 'corruption' ? 'committee' : 'intake' });
  return desk.filter(({ actor }) => maySee(row, actor));
}
