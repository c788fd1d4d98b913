import type { z } from "zod";
import type { ExemptSchema } from "../../shared/contract/disclosures.ts";
import type { PatientId } from "../../shared/domain/ids.ts";
import type { CalendarDate } from "../../shared/domain/time.ts";
import { failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { event } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import { writeAccounting } from "../documents/index.ts";
import { nameActor } from "../session.ts";
import type { ReadTx } from "../vault/sql.ts";
import { readClinic } from "../vault/stores/clinic.ts";
import { insertAccounting, insertDisclosure, listDisclosures, mintDisclosureId, readLastAccounting } from "../vault/stores/disclosures.ts";
import { openChart, readPatient } from "../vault/stores/patients.ts";
import { listSendsOfPatient } from "../vault/stores/sends.ts";
import { openDestroyed } from "../vault/stores/shred-ledger.ts";
import type { Vault } from "../vault/vault.ts";
import type { Delivery } from "./delivery.ts";
import type { Workflow } from "./workflow.ts";

type Exempt = z.infer<typeof ExemptSchema>;
/** 164.528(a)(1): six years back. */
const yearsBack = 6;

interface AccountingParts {
  readonly vault: Vault;
  readonly clock: Clock;
}

/**
 * What a patient may ask about: six years of disclosures, and, apart, what needs no accounting
 * because it served treatment, payment or operations. The first in twelve months is free (164.528(c)(2)).
 */
export function listAccountable({ vault, clock }: AccountingParts): Workflow<"disclosures.list"> {
  return ({ patientId }, { session }) =>
    vault.read(nameActor(session), event("disclosures.listed", {}), async (tx) => {
      // What was disclosed is accounted for when the record itself is gone (164.528(a)(1)).
      const found = (await openChart(tx, patientId)) || (await openDestroyed(tx, patientId));
      if (!found) return err(failure("patient.not-found"));
      const today = clock.today();
      const since = backYears(today, yearsBack);
      const lastGivenOn = await readLastAccounting(tx, patientId);
      const freeAgain = lastGivenOn === null ? null : backYears(lastGivenOn, -1);
      return ok({
        ...{ since, disclosures: await listDisclosures(tx, patientId, since), exempt: await sumExempt(tx, patientId, since), lastGivenOn },
        freeFrom: freeAgain !== null && freeAgain > today ? freeAgain : null,
      });
    });
}

async function sumExempt(tx: ReadTx, patientId: PatientId, since: CalendarDate): Promise<Exempt[]> {
  const sums = new Map<string, Exempt>();
  for (const { at, vendorName, task, outcome } of await listSendsOfPatient(tx, patientId)) {
    if (outcome === "refused" || at < since) continue;
    const key = `${vendorName} ${task}`;
    const known = sums.get(key);
    sums.set(key, known === undefined ? { vendorName, task, times: 1, firstAt: at, lastAt: at } : { ...known, times: known.times + 1, lastAt: at });
  }
  return [...sums.values()];
}

/** Writes down a disclosure made outside the program, as to a court or a health department. */
export function recordDisclosure({ vault, clock }: AccountingParts): Workflow<"disclosures.record"> {
  return ({ patientId, disclosedOn, purpose, content }, { session }) => {
    const id = mintDisclosureId();
    return vault.write(nameActor(session), event("disclosure.recorded", { disclosureId: id, purpose }), async (tx) => {
      if (!(await openChart(tx, patientId))) return err(failure("patient.not-found"));
      if (disclosedOn > clock.today()) return err(failure("disclosure.in-future"));
      await insertDisclosure(tx, { id, patientId, disclosedOn, purpose, content });
      return ok({ id });
    });
  };
}

/** Writes the accounting as a document to a place the person chooses; that it was given is recorded with it. */
export function printAccounting({ vault, clock, delivery }: AccountingParts & { delivery: Delivery }): Workflow<"disclosures.print"> {
  return async ({ patientId }, { session }) => {
    const by = nameActor(session);
    const today = clock.today();
    const since = backYears(today, yearsBack);
    const gathered = await vault.read(by, event("disclosures.listed", {}), async (tx) => {
      const patient = await readPatient(tx, patientId);
      const clinic = await readClinic(tx);
      if (patient === null || clinic === null) return err(failure("patient.not-found"));
      return ok({ patient, clinic, disclosures: await listDisclosures(tx, patientId, since) });
    });
    if (!gathered.ok) return gathered;
    const page = writeAccounting({ ...gathered.value, since, today, preparedBy: session.user.displayName }).toString();
    const pdf = await delivery.renderPdf(page);
    const place = await delivery.choosePlace(pdf === null ? "accounting.html" : "accounting.pdf");
    if (place === null) return err(failure("export.cancelled"));
    const entries = gathered.value.disclosures.length;
    const bytes = pdf ?? new TextEncoder().encode(page);
    // The row comes first, as with every document that leaves.
    const recorded = await vault.write(by, event("disclosures.printed", { entries }), async (tx) => {
      if (!(await openChart(tx, patientId))) return err(failure("patient.not-found"));
      await insertAccounting(tx, patientId, today, entries);
      return ok(null);
    });
    if (!recorded.ok) return recorded;
    const written = await delivery.write(place, bytes);
    return written.ok ? ok({ entries, byteCount: bytes.byteLength }) : written;
  };
}

function backYears(day: CalendarDate, years: number): CalendarDate {
  const moved = `${Number(day.slice(0, 4)) - years}${day.slice(4)}`;
  // 29 February exists in a leap year only.
  return moved.endsWith("-02-29") && new Date(`${moved}T00:00:00Z`).getUTCDate() !== 29 ? `${moved.slice(0, 4)}-02-28` : moved;
}
