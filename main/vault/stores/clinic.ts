import { z } from "zod";
import { type Clinic, ClinicSchema } from "../../../shared/domain/people.ts";
import { type ReadTx, sql, type WriteTx } from "../sql.ts";

const ClinicRowSchema = z.object({ name: z.string(), address: z.string(), phone: z.string(), state_code: z.string() });

/** Writes the clinic this record belongs to. */
export async function insertClinic(tx: WriteTx, clinic: Clinic): Promise<void> {
  await tx.run(sql`INSERT INTO clinic (id, name, address, phone, state_code)
    VALUES (1, ${clinic.name}, ${clinic.address}, ${clinic.phone}, ${clinic.stateCode})`);
}

/** Reads the clinic, or null before set-up has finished. */
export async function readClinic(tx: ReadTx): Promise<Clinic | null> {
  const row = await tx.get(sql`SELECT name, address, phone, state_code FROM clinic WHERE id = 1`, ClinicRowSchema);
  return row === null ? null : ClinicSchema.parse({ name: row.name, address: row.address, phone: row.phone, stateCode: row.state_code });
}
