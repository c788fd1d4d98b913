interface HiddenTable {
  readonly columns: readonly string[];
  /** The columns of the row's own key: no two rows of a table are bound alike. */
  readonly key: readonly string[];
  /** The column that names the patient under whose key these are sealed; null: under the clinic's. */
  readonly patient: string | null;
  /** Where the row itself does not say whose it is: the row that does. */
  readonly through?: { readonly table: string; readonly by: string };
}

/**
 * What lies in clear inside the encrypted file and must not where others run the database: names of
 * people and of the clinic, free text, hashes of what a note says, and what a password could be
 * guessed against. What hangs on a patient is sealed under that patient's record key, so that
 * destroying the key destroys it wherever the server keeps old rows.
 */
export const hiddenColumns = {
  clinic: { columns: ["name", "address", "phone", "state_code"], key: ["id"], patient: null },
  users: { columns: ["username", "display_name", "credentials"], key: ["id"], patient: null },
  notes: { columns: ["template_name", "printed_name", "content_sha256"], key: ["id"], patient: "patient_id" },
  note_cosigning: {
    columns: ["submitted_name", "decided_name", "content_sha256"],
    key: ["note_id"],
    patient: "patient_id",
    through: { table: "notes", by: "note_id" },
  },
  agreements: { columns: ["terms", "proof"], key: ["id"], patient: null },
  second_factors: { columns: ["code_hashes"], key: ["user_id"], patient: null },
  author_keys: { columns: ["kdf", "sealed_by_secret", "sealed_by_words"], key: ["user_id"], patient: null },
  snippets: { columns: ["name"], key: ["user_id"], patient: null },
  backup_plan: { columns: ["folder"], key: ["id"], patient: null },
  backups: { columns: ["folder"], key: ["id"], patient: null },
} as const satisfies Readonly<Record<string, HiddenTable>>;

type Tables = typeof hiddenColumns;
export type HiddenTableName = keyof Tables;
type HiddenColumn<T extends HiddenTableName> = Tables[T]["columns"][number];
/** What must be known of a row to hide or show one of its columns. */
type HiddenKey<T extends HiddenTableName> = Readonly<
  Record<Tables[T]["key"][number] | (Tables[T]["patient"] extends string ? Tables[T]["patient"] : never), string | number>
>;

/** Hides and shows columns; on an engine nobody else runs, both give back what they were given. */
export interface Hiding {
  hide<T extends HiddenTableName, V extends string | Uint8Array | null>(table: T, column: HiddenColumn<T>, row: HiddenKey<T>, value: V): V;
  show<T extends HiddenTableName, V extends string | Uint8Array | null>(table: T, column: HiddenColumn<T>, row: HiddenKey<T>, stored: V): V;
}

/** For the encrypted file, whose every page is sealed already: nothing to do, and nothing it costs. */
export const hideNothing: Hiding = { hide: (_table, _column, _row, value) => value, show: (_table, _column, _row, stored) => stored };
