import type { z } from "zod";
import type { ErrorCode } from "../../shared/errors.ts";
import type { Actor } from "../audit/index.ts";
import type { SearchEntry } from "./engines/engine.ts";
import type { Hiding } from "./hidden-columns.ts";

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

/** Rows that can be asked for. */
interface Readable {
  /** All rows, each parsed: a row type is a claim until the row has been looked at. */
  all<S extends z.ZodType>(query: Sql, row: S): Promise<z.output<S>[]>;
  /** The first row, or null. */
  get<S extends z.ZodType>(query: Sql, row: S): Promise<z.output<S> | null>;
}

/** A handle that can only read. It exists inside an audited closure and nowhere else. */
export interface ReadTx extends Readable, Pick<Hiding, "show"> {
  /**
   * Where `patient_index` and `note_words` lie: in the record itself, or, when that lies on a server,
   * in an encrypted file of this computer. What is found there is joined to nothing by SQL.
   */
  readonly search: Readable;
  readonly keys: SealingKeys;
  /** Who acts, and which charts the clinic lets them open. */
  readonly by: Actor;
  readonly chartRules: ChartRules;
  /** The charts this closure has opened so far, with each patient's random name in the log. */
  readonly opened: Map<string, string>;
  /** Names the patient (by audit token) whose record this closure touched, for its audit entry. */
  about(subject: string): void;
}

/** What the clinic's policy says about opening charts. */
export interface ChartRules {
  /** Only the patient's care team, a supervisor or the office may open a chart; others break the glass. */
  readonly careTeamOnly: boolean;
  now(): string;
}

/** A chart this person may not open; undoes the closure and is told by its code. */
export class ChartClosed extends Error {
  override readonly name = "ChartClosed";
  readonly code: ErrorCode;
  constructor(code: ErrorCode) {
    super(code);
    this.code = code;
  }
}

/** A handle that can write too. */
export interface WriteTx extends ReadTx, Pick<Hiding, "hide"> {
  /** Runs a statement; gives the number of rows changed. */
  run(statement: Sql): Promise<number>;
  readonly search: Readable & {
    /** Changes what is found of one patient or one note. */
    change(entry: SearchEntry, statement: Sql): Promise<number>;
  };
}

/** Seals and opens payloads inside a closure; the keys themselves never leave the vault. */
export interface SealingKeys {
  /** Makes a patient's record key and accounting key in the keybag; kept when the closure commits. */
  createForPatient(patientId: string): void;
  /** Seals a value as JSON under the patient's record key, bound to patient, purpose and row. */
  seal(binding: Binding, value: unknown): Uint8Array;
  /** Opens and parses a sealed value; throws when it was moved or changed, or its key destroyed. */
  unseal<S extends z.ZodType>(binding: Binding, sealed: Uint8Array, schema: S): z.output<S>;
  /** The same under the patient's accounting key, which outlives the destruction of their record (164.528). */
  sealForAccounting(binding: Binding, value: unknown): Uint8Array;
  unsealForAccounting<S extends z.ZodType>(binding: Binding, sealed: Uint8Array, schema: S): z.output<S>;
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
