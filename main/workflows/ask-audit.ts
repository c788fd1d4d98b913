import type { FoundRow } from "../../shared/contract/audit.ts";
import { failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { auditEvents, event, readEntry } from "../audit/index.ts";
import { nameActor } from "../session.ts";
import type { ReadTx } from "../vault/sql.ts";
import { findPositions } from "../vault/stores/audit-positions.ts";
import { findEntries, listDeeds, listViewers, nameSubject, readSubject, type StoredEntry } from "../vault/stores/audit-questions.ts";
import { openChart } from "../vault/stores/patients.ts";
import { listAccounts } from "../vault/stores/users.ts";
import type { Vault } from "../vault/vault.ts";
import type { Workflow } from "./workflow.ts";

const destroyed = "record destroyed";

/**
 * Finds entries by patient, person, act and time, page by page, newest first. The office reads names;
 * an auditor reads tokens, because an auditor has no right to charts (164.514(d)(2)).
 */
export function findInAudit({ vault }: { vault: Vault }): Workflow<"audit.find"> {
  return ({ filter, beforeSeq, limit }, { session }) => {
    const named = session.user.role !== "auditor";
    const asked = named ? event("access.asked", { question: "find" }) : event("audit.asked", { question: "find" });
    return vault.read(nameActor(session), asked, async (tx) => {
      const { patientId, userId, events, refusedOnly, stretch } = filter;
      // Only those who may read names may ask by one.
      if (patientId !== null && !named) return err(failure("session.not-permitted"));
      const subject = patientId === null ? null : await readSubject(tx, patientId);
      if (patientId !== null && subject === null) return err(failure("patient.not-found"));
      const positions = await findPositions(tx, stretch);
      const toSeq = Math.min(positions.toSeq, beforeSeq ?? positions.toSeq);
      const wanted = { subject, actor: userId, events: spell(events, refusedOnly), refusedOnly, positions: { ...positions, toSeq } };
      const rows = await showEntries(tx, await findEntries(tx, wanted, limit), named);
      return ok({ rows, nextBeforeSeq: rows.length < limit ? null : (rows.at(-1)?.seq ?? null) });
    });
  };
}

/** Every act is written under its name, or with an ending when it was refused; refusals alone are few, so all names are asked for. */
function spell(events: readonly string[], refusedOnly: boolean): string[] {
  const names = events.length > 0 ? events : refusedOnly ? Object.keys(auditEvents) : [];
  return names.flatMap((name) => (refusedOnly ? [`${name}.failed`] : [name, `${name}.failed`]));
}

/** Entries as they are shown, with the names behind their tokens for those who may know them. */
export async function showEntries(tx: ReadTx, stored: readonly StoredEntry[], named: boolean): Promise<FoundRow[]> {
  const people = new Map((await listAccounts(tx)).map(({ user }) => [user.id as string, user.displayName]));
  const patients = new Map<string, string | null>();
  const rows: FoundRow[] = [];
  for (const { canonical, hash } of stored) {
    const entry = readEntry(canonical);
    if (entry === null) continue;
    const { subj } = entry;
    if (named && subj !== undefined && !patients.has(subj)) {
      const known = await nameSubject(tx, subj);
      patients.set(subj, known === null ? null : (known.name ?? destroyed));
    }
    rows.push({
      ...{ seq: entry.seq, at: entry.ts, event: entry.ev, actor: entry.actor, role: entry.role, subject: subj ?? null },
      ...{ outcome: entry.out, code: entry.reason_code ?? null, fields: entry.fields, hash },
      actorName: people.get(entry.actor) ?? "Chartwell itself",
      patientName: subj === undefined ? null : (patients.get(subj) ?? null),
    });
  }
  return rows;
}

/** Who saw one patient's record, person by person (164.308(a)(1)(ii)(D)). */
export function askWhoSaw({ vault }: { vault: Vault }): Workflow<"audit.whoSaw"> {
  return ({ patientId, stretch }, { session }) =>
    vault.read(nameActor(session), event("access.asked", { question: "who-saw" }), async (tx) => {
      const subject = await readSubject(tx, patientId);
      if (subject === null) return err(failure("patient.not-found"));
      await openChart(tx, patientId);
      const people = new Map((await listAccounts(tx)).map(({ user }) => [user.id as string, user]));
      const viewers = await listViewers(tx, subject, patientId, await findPositions(tx, stretch));
      return ok({
        viewers: viewers.map((row) => ({
          ...{ userId: row.actor, userName: people.get(row.actor)?.displayName ?? "Chartwell itself", role: people.get(row.actor)?.role ?? "system" },
          ...{ onCareTeam: row.on_team === 1, times: row.times, refused: row.refused, firstAt: row.first_at, lastAt: row.last_at },
        })),
      });
    });
}

/** What one person did, act by act. */
export function askWhatDid({ vault }: { vault: Vault }): Workflow<"audit.whatDid"> {
  return ({ userId, stretch }, { session }) =>
    vault.read(nameActor(session), event("audit.asked", { question: "what-did" }), async (tx) => {
      const { deeds, charts } = await listDeeds(tx, userId, await findPositions(tx, stretch));
      return ok({
        deeds: deeds.map((row) => ({ event: row.ev, times: row.times, charts: row.charts, firstAt: row.first_at, lastAt: row.last_at })),
        charts,
      });
    });
}
