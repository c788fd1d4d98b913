import type { z } from "zod";

/** What a column may hold. */
export type SqlValue = string | number | null | Uint8Array;

/** A statement and its values, kept apart until the driver binds them. */
export interface Sql {
  readonly text: string;
  readonly values: readonly SqlValue[];
}

/** Writes SQL with values bound, never spliced: sql`SELECT * FROM notes WHERE id = ${id}`. */
export function sql(parts: TemplateStringsArray, ...values: readonly SqlValue[]): Sql {
  return { text: parts.join("?"), values };
}

/** A handle that can only read. It exists inside an audited closure and nowhere else. */
export interface ReadTx {
  /** All rows, each parsed: a row type is a claim until the row has been looked at. */
  all<S extends z.ZodType>(query: Sql, row: S): Promise<z.output<S>[]>;
  /** The first row, or null. */
  get<S extends z.ZodType>(query: Sql, row: S): Promise<z.output<S> | null>;
  readonly keys: SealingKeys;
  /** Names the patient (by audit token) whose record this closure touched, for its audit entry. */
  about(subject: string): void;
}

/** A handle that can write too. */
export interface WriteTx extends ReadTx {
  /** Runs a statement; gives the number of rows changed. */
  run(statement: Sql): Promise<number>;
}

/** Seals and opens payloads inside a closure; the keys themselves never leave the vault. */
export interface SealingKeys {
  /** Makes a patient's record key and accounting key, wrapped under the master key. */
  createForPatient(patientId: string): { recordKey: Uint8Array; accountingKey: Uint8Array };
  /** Seals a value as JSON under a wrapped record key, bound to patient, purpose and row. */
  seal(wrapped: Uint8Array, binding: Binding, value: unknown): Uint8Array;
  /** Opens and parses a sealed value; throws when it was moved or changed. */
  unseal<S extends z.ZodType>(wrapped: Uint8Array, binding: Binding, sealed: Uint8Array, schema: S): z.output<S>;
  /** The same under the clinic's own key, for what belongs to no patient. */
  sealForClinic(purpose: string, value: unknown): Uint8Array;
  unsealForClinic<S extends z.ZodType>(purpose: string, sealed: Uint8Array, schema: S): z.output<S>;
}

/** What a sealed value is tied to. */
export interface Binding {
  readonly patientId: string;
  readonly purpose: string;
  readonly rowId: string;
}
