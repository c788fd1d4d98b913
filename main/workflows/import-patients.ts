import type { IntakeReport } from "../../shared/contract/imports.ts";
import { type PatientId, PatientIdSchema } from "../../shared/domain/ids.ts";
import type { RowFault } from "../../shared/domain/intake.ts";
import type { Demographics } from "../../shared/domain/patient.ts";
import { failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { event } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import {
  guessDateOrder,
  guessMapping,
  type OwnRecord,
  openArchive,
  type ReadRow,
  readFhirPatients,
  readOwnRecord,
  readRows,
  readTable,
  type Table,
} from "../intake/index.ts";
import { nameActor } from "../session.ts";
import { mintId } from "../vault/ids.ts";
import type { ReadTx } from "../vault/sql.ts";
import { readClinic } from "../vault/stores/clinic.ts";
import { findTwin, isMrnTaken } from "../vault/stores/patient-index.ts";
import { insertPatient } from "../vault/stores/patients.ts";
import type { Outcome, Vault } from "../vault/vault.ts";
import { takePackage } from "./take-package.ts";
import type { Workflow } from "./workflow.ts";

/** A file that was looked at and waits to be imported. */
type Held =
  | { readonly kind: "table"; readonly table: Table }
  | { readonly kind: "rows"; readonly rows: readonly ReadRow[] }
  | { readonly kind: "package"; readonly record: OwnRecord };

export interface Imports {
  look: Workflow<"imports.look">;
  run: Workflow<"imports.run">;
  takePackage: Workflow<"imports.takePackage">;
  /** Forgets what was looked at in a session that is over; without one, in all of them. */
  forget(sessionId?: string): void;
}

/** Makes the room where patients come in. */
export function createImports({ vault, clock }: { vault: Vault; clock: Clock }): Imports {
  /** What each person looked at is theirs: at a host several bring patients in at once. */
  const lookedAt = new Map<string, Held>();
  const seenIn = new Map<string, Set<string>>();

  return {
    forget(sessionId) {
      for (const kept of [lookedAt, seenIn]) {
        if (sessionId === undefined) kept.clear();
        else kept.delete(sessionId);
      }
    },
    async look({ bytes, passphrase }, { session }) {
      lookedAt.delete(session.id);
      const clinic = await vault.read(nameActor(session), event("clinic.viewed", {}), async (tx) => ok(await readClinic(tx)));
      if (!clinic.ok) return clinic;
      if (isArchive(bytes)) {
        const opened = await openArchive(bytes, passphrase);
        if (opened === "passphrase-needed") return ok({ kind: "passphrase-needed" });
        const record = opened === "not-a-package" ? null : readOwnRecord(opened.text);
        if (record === null) return err(failure("import.unreadable"));
        lookedAt.set(session.id, { kind: "package", record });
        return ok({ kind: "package", sessions: record.sessions.length, notes: record.notes.length });
      }
      const rows = startsWithBrace(bytes) ? readFhirPatients(new TextDecoder().decode(bytes), clinic.value?.stateCode ?? "") : null;
      if (rows !== null) {
        lookedAt.set(session.id, { kind: "rows", rows });
        return rows.length === 0 ? err(failure("import.nobody")) : ok({ kind: "fhir", rows: rows.length });
      }
      const table = await readTable(bytes);
      if (table === null || table.header.length > 200) return err(failure("import.unreadable"));
      if (table.rows.length === 0) return err(failure("import.nobody"));
      lookedAt.set(session.id, { kind: "table", table });
      const mapping = guessMapping(table.header);
      const columns = table.header.map((name, column) => ({
        name,
        samples: table.rows.slice(0, 3).map((cells) => (cells[column] ?? "").slice(0, 80)),
      }));
      const dates = mapping.bornOn === undefined ? [] : table.rows.slice(0, 500).map((cells) => cells[mapping.bornOn ?? 0] ?? "");
      return ok({ kind: "table", rows: table.rows.length, columns, mapping, dateOrder: guessDateOrder(dates) });
    },
    async run({ mapping, dateOrder, from, count, dryRun }, { session }) {
      const held = lookedAt.get(session.id);
      if (held === undefined || held.kind === "package") return err(failure("import.nothing-held"));
      const by = nameActor(session);
      const clinic = await vault.read(by, event("clinic.viewed", {}), async (tx) => ok(await readClinic(tx)));
      if (!clinic.ok) return clinic;
      if (from === 0) seenIn.set(session.id, new Set());
      const seen = seenIn.get(session.id) ?? new Set();
      const total = held.kind === "table" ? held.table.rows.length : held.rows.length;
      const part =
        held.kind === "rows"
          ? held.rows.slice(from, from + count)
          : readRows(
              { header: held.table.header, rows: held.table.rows.slice(from, from + count) },
              mapping,
              dateOrder,
              clinic.value?.stateCode ?? "",
            ).map((row) => ({ ...row, row: row.row + from }));
      const faults: RowFault[] = [];
      let taken = 0;
      for (const row of part) {
        const refused = "why" in row ? row : refuseTwice(seen, row.row, row.demographics);
        const outcome = refused === null && "demographics" in row ? await takeRow(row.row, row.demographics) : ok(refused);
        if (!outcome.ok) return outcome;
        if (outcome.value === null) taken += 1;
        else faults.push(outcome.value);
      }
      const report: IntakeReport = { upTo: Math.min(from + count, total), rows: total, taken, faults };
      return ok(report);

      async function takeRow(row: number, demographics: Demographics): Outcome<RowFault | null> {
        if (dryRun)
          return vault.read(by, event("patients.searched", { queryLength: 0 }), async (tx) => ok(await findDuplicate(tx, row, demographics)));
        const id: PatientId = mintId("pat", PatientIdSchema);
        const written = await vault.write(by, event("patient.registered", {}), async (tx) => {
          const duplicate = await findDuplicate(tx, row, demographics);
          if (duplicate !== null) return err(failure("patient.duplicate-mrn", { why: duplicate.why }));
          await insertPatient(tx, { id, demographics, registeredAt: clock.now() });
          return ok(null);
        });
        if (written.ok || written.error.code !== "patient.duplicate-mrn") return written;
        const why = written.error.facts?.["why"] === "mrn-taken" ? ("mrn-taken" as const) : ("same-name-and-birth" as const);
        return ok({ row, why, field: why === "mrn-taken" ? ("mrn" as const) : null });
      }
    },
    async takePackage(_input, { session }) {
      const held = lookedAt.get(session.id);
      if (held?.kind !== "package") return err(failure("import.nothing-held"));
      const taken = await takePackage({ vault, clock }, session, held.record);
      if (taken.ok) lookedAt.delete(session.id);
      return taken;
    },
  };

  /** The same MRN twice in one file is a mistake of the file. */
  function refuseTwice(seen: Set<string>, row: number, { mrn }: Demographics): RowFault | null {
    if (seen.has(mrn)) return { row, why: "twice-in-file", field: "mrn" };
    seen.add(mrn);
    return null;
  }
}

async function findDuplicate(tx: ReadTx, row: number, demographics: Demographics): Promise<RowFault | null> {
  if (await isMrnTaken(tx, demographics.mrn, null)) return { row, why: "mrn-taken", field: "mrn" };
  return (await findTwin(tx, demographics)) === null ? null : { row, why: "same-name-and-birth", field: null };
}

function isArchive(bytes: Uint8Array): boolean {
  const start = new TextDecoder("latin1").decode(bytes.subarray(0, 19));
  return start.startsWith("PK") || start === "age-encryption.org/";
}

function startsWithBrace(bytes: Uint8Array): boolean {
  return /^[\s\uFEFF]*\{/.test(new TextDecoder().decode(bytes.subarray(0, 64)));
}
