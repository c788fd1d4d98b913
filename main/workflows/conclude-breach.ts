import type { BreachOutcome } from "../../shared/domain/breach.ts";
import { vendorNames } from "../../shared/domain/vendor.ts";
import { failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { event } from "../audit/index.ts";
import { settleDiscovery } from "../breach/index.ts";
import type { Clock } from "../clock.ts";
import { nameActor } from "../session.ts";
import type { WriteTx } from "../vault/sql.ts";
import { concludeAssessment, readAssessment, type StoredAssessment } from "../vault/stores/breach-assessments.ts";
import { insertDisclosure, mintDisclosureId } from "../vault/stores/disclosures.ts";
import type { Vault } from "../vault/vault.ts";
import { checkReady } from "./assess-breach.ts";
import { type Reached, reachOf, summarize } from "./measure-breach.ts";
import type { Reauthenticate } from "./reauthenticate.ts";
import { viewAssessment } from "./view-assessment.ts";
import type { Workflow } from "./workflow.ts";

const keptYears = 6;

/**
 * Concludes an assessment for good: who it reaches is fixed as of now, it is kept for six years
 * whatever it came to (164.414(b), 164.530(j)), and a breach is written into the accounting of every
 * patient it reaches, in the same transaction (164.528).
 */
export function concludeBreach(parts: { vault: Vault; clock: Clock; reauthenticate: Reauthenticate }): Workflow<"breach.conclude"> {
  const { vault, clock, reauthenticate } = parts;
  return async ({ id, revision, password }, { session }) => {
    const proved = await reauthenticate(session, password);
    if (!proved.ok) return proved;
    const by = nameActor(session);
    const looked = await vault.read(by, event("breach.viewed", { assessmentId: id }), async (tx) => {
      const stored = await readAssessment(tx, id);
      if (stored === null) return err(failure("breach.not-found"));
      const ready = checkReady(stored, revision, session);
      return ready.ok ? ok({ outcome: ready.value, patients: (await reachOf(tx, stored.body)).length }) : ready;
    });
    if (!looked.ok) return looked;
    const { outcome, patients } = looked.value;
    return vault.write(by, event("breach.concluded", { assessmentId: id, outcome, patients }), async (tx) => {
      const stored = await readAssessment(tx, id);
      if (stored === null) return err(failure("breach.not-found"));
      const reached = await reachOf(tx, stored.body);
      // The event's figure is the conclusion's: somebody who came in between sends it back.
      if (reached.length !== patients || !(await fix(tx, stored, reached, { outcome, today: clock.today() })))
        return err(failure("breach.changed-elsewhere"));
      if (outcome === "breach") await account(tx, stored, reached);
      const concluded = await readAssessment(tx, id);
      return concluded === null ? err(failure("breach.not-found")) : ok(await viewAssessment(tx, concluded, clock.today()));
    });
  };
}

async function fix(
  tx: WriteTx,
  stored: StoredAssessment,
  reached: readonly Reached[],
  { outcome, today }: { outcome: BreachOutcome; today: string },
) {
  const discoveredOn = settleDiscovery(stored.body);
  if (discoveredOn === null) return false;
  const keepUntil = `${Number(today.slice(0, 4)) + keptYears}${today.slice(4)}`;
  const affected = reached.map(({ person: _person, ...rest }) => rest);
  return concludeAssessment(tx, stored, { conclusion: { outcome, discoveredOn, summary: summarize(reached, today) }, affected, keepUntil });
}

/** An impermissible disclosure is not exempt: it is listed for the patient, destroyed records included. */
async function account(tx: WriteTx, { body }: StoredAssessment, reached: readonly Reached[]): Promise<void> {
  const named = body.words.recipient.trim();
  const recipient = named !== "" ? named : body.source.kind === "vendor" ? vendorNames[body.source.vendorId] : "Not known";
  for (const { patientId, firstAt } of reached) {
    await insertDisclosure(tx, {
      ...{ id: mintDisclosureId(), patientId, disclosedOn: firstAt.slice(0, 10), purpose: "breach" },
      content: {
        recipient,
        recipientAddress: "",
        what: body.words.involved.slice(0, 600),
        basis: "Notified under 45 CFR 164.404.",
      },
    });
  }
}
