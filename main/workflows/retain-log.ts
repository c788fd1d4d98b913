import { failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { event } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import { nameActor } from "../session.ts";
import { findRemovable, readProposal, removeEntries, writeProposal } from "../vault/stores/audit-retention.ts";
import type { Vault } from "../vault/vault.ts";
import type { Reauthenticate } from "./reauthenticate.ts";
import type { Workflow } from "./workflow.ts";

interface RetentionParts {
  readonly vault: Vault;
  readonly clock: Clock;
  readonly reauthenticate: Reauthenticate;
  /** How long entries are kept; the policy takes no fewer than six years (164.316(b)(2)(i)). */
  readonly years: number;
}

/** How long the log is kept, what may go, and whose word is still needed. */
export function readRetention({ vault, clock, years }: RetentionParts): Workflow<"audit.retention"> {
  return (_input, { session }) =>
    vault.read(nameActor(session), event("retention.viewed", {}), async (tx) =>
      ok({ years, removableBefore: await findRemovable(tx, findCutoff(clock, years)), proposal: await readProposal(tx) }),
    );
}

/** One officer's word that what is older than the retention may go. */
export function proposeRemoval({ vault, clock, reauthenticate, years }: RetentionParts): Workflow<"audit.proposeRemoval"> {
  return async ({ beforeSeq, password }, { session }) => {
    const proved = await reauthenticate(session, password);
    if (!proved.ok) return proved;
    return vault.write(nameActor(session), event("retention.proposed", { beforeSeq }), async (tx) => {
      const removable = await findRemovable(tx, findCutoff(clock, years));
      if (removable === null || removable !== beforeSeq) return err(failure("retention.nothing-due"));
      await writeProposal(tx, beforeSeq, session.user.id);
      return ok({});
    });
  };
}

/** Another officer's word: the entries go, and a tombstone with the last checkpoint stays, from which the rest verifies. */
export function approveRemoval({ vault, clock, reauthenticate, years }: RetentionParts): Workflow<"audit.approveRemoval"> {
  return async ({ beforeSeq, password }, { session }) => {
    const proved = await reauthenticate(session, password);
    if (!proved.ok) return proved;
    return vault.write(nameActor(session), event("log.entries-removed", { beforeSeq }), async (tx) => {
      const proposal = await readProposal(tx);
      if (proposal === null || proposal.size !== beforeSeq) return err(failure("retention.no-proposal"));
      if (proposal.proposedBy === session.user.id) return err(failure("session.second-person-needed"));
      const removable = await findRemovable(tx, findCutoff(clock, years));
      // The clock may have been put right since the proposal.
      if (removable === null || removable < beforeSeq) return err(failure("retention.nothing-due"));
      return ok({ removed: await removeEntries(tx, proposal, session.user.id) });
    });
  };
}

/** The instant so many years ago. */
function findCutoff(clock: Clock, years: number): string {
  const now = new Date(clock.now());
  now.setUTCFullYear(now.getUTCFullYear() - years);
  return now.toISOString();
}
