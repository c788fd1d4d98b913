import { event } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import type { Attempt, Gate, GatePorts, SendOutcome } from "../llm/index.ts";
import type { Destination } from "../../shared/contract/drafts.ts";
import { SendIdSchema } from "../../shared/domain/ids.ts";
import type { Agreement, VendorId } from "../../shared/domain/vendor.ts";
import type { AppError } from "../../shared/errors.ts";
import { ok, type Result } from "../../shared/result.ts";
import { nameActor, type SignedIn } from "../session.ts";
import { findAgreement } from "../vault/stores/agreements.ts";
import type { Encounter } from "../vault/stores/encounters.ts";
import { endSend, insertSend } from "../vault/stores/sends.ts";
import { openRecordKey } from "../vault/stores/patients.ts";
import type { Vault } from "../vault/vault.ts";

/** What the gate writes down, and reads, for one person's send about one session. */
export type RecordPorts = Pick<GatePorts, "findAgreement" | "recordRefused" | "recordIntent" | "recordOutcome">;

/** Writes every attempt into the record: refused, about to be sent, and how it ended (164.312(b)). */
export function createRecordPorts({ vault, clock }: { vault: Vault; clock: Clock }, { session }: SignedIn, encounter: Encounter): RecordPorts {
  const by = nameActor(session);

  async function insert(attempt: Attempt, refusedCode: string | null): Promise<Result<null, AppError>> {
    const stated = describeAttempt(attempt);
    const happened = refusedCode === null ? event("llm.request-sent", stated) : event("llm.request-refused", { ...stated, code: refusedCode });
    return vault.write(by, happened, async (tx) => {
      await insertSend(tx, toRow(attempt, session.user.id, encounter, clock.now()), refusedCode);
      return ok(null);
    });
  }

  return {
    findAgreement: (vendorId: VendorId) =>
      vault.read(by, event("agreements.listed", {}), async (tx) => ok(await findAgreement(tx, vendorId))),
    recordRefused: (attempt, code) => insert(attempt, code),
    recordIntent: (attempt) => insert(attempt, null),
    recordOutcome: (sendId, outcome) =>
      vault.write(by, event("llm.request-ended", { sendId, ...describeOutcome(outcome) }), async (tx) => {
        await openRecordKey(tx, encounter.patientId);
        await endSend(tx, SendIdSchema.parse(sendId), toEnding(outcome));
        return ok(null);
      }),
  };
}
