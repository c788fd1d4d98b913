import { z } from "zod";
import { type Clinic, ClinicSchema } from "../../../shared/domain/people.ts";
import { type ReadTx, sql, type WriteTx } from "../sql.ts";

const ClinicRowSchema = z.object({ name: z.string(), address: z.string(), phone: z.string(), state_code: z.string() });

type Column = keyof z.output<typeof ClinicRowSchema>;
const row = { id: 1 };

/** Writes the clinic this record belongs to. */
export async function insertClinic(tx: WriteTx, clinic: Clinic): Promise<void> {
  const hide = (column: Column, value: string) => tx.hide("clinic", column, row, value);
  await tx.run(sql`INSERT INTO clinic (id, name, address, phone, state_code)
    VALUES (1, ${hide("name", clinic.name)}, ${hide("address", clinic.address)}, ${hide("phone", clinic.phone)}, ${hide("state_code", clinic.stateCode)})`);
}

/** Reads the clinic, or null before set-up has finished. */
export async function readClinic(tx: ReadTx): Promise<Clinic | null> {
  const found = await tx.get(sql`SELECT name, address, phone, state_code FROM clinic WHERE id = 1`, ClinicRowSchema);
  if (found === null) return null;
  const show = (column: Column) => tx.show("clinic", column, row, found[column]);
  return ClinicSchema.parse({ name: show("name"), address: show("address"), phone: show("phone"), stateCode: show("state_code") });
}
