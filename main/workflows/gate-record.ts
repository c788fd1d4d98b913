import { SendIdSchema } from "../../shared/domain/ids.ts";
import type { AppError } from "../../shared/errors.ts";
import { ok, type Result } from "../../shared/result.ts";
import { event } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import type { Attempt, GatePorts, SendOutcome } from "../llm/index.ts";
import { nameActor, type SignedIn } from "../session.ts";
import { findAgreement } from "../vault/stores/agreements.ts";
import type { Encounter } from "../vault/stores/encounters.ts";
import { openChart } from "../vault/stores/patients.ts";
import { endSend, insertSend } from "../vault/stores/sends.ts";
import type { Vault } from "../vault/vault.ts";

/** What the gate reads and writes down for one person's send about one session. */
export type RecordPorts = Pick<GatePorts, "findAgreement" | "recordRefused" | "recordIntent" | "recordOutcome">;

/** Writes every attempt into the record: refused, about to be sent, and how it ended (164.312(b)). */
export function createRecordPorts({ vault, clock }: { vault: Vault; clock: Clock }, { session }: SignedIn, encounter: Encounter): RecordPorts {
  const by = nameActor(session);

  async function insert(attempt: Attempt, refusedCode: string | null): Promise<Result<null, AppError>> {
    const { vendorId, modelId, agreementId, sendId, host, task, taskSha256, dataClass, identifiersReplaced, bytes } = attempt;
    const facts = { sendId, vendor: vendorId, model: modelId, host, task, taskSha256, dataClass, identifiersReplaced, bytes };
    const stated = agreementId === null ? facts : { ...facts, agreementId };
    const happened = refusedCode === null ? event("llm.request-sent", stated) : event("llm.request-refused", { ...stated, code: refusedCode });
    const { patientId, id: encounterId } = encounter;
    const row = {
      id: SendIdSchema.parse(sendId),
      at: clock.now(),
      userId: session.user.id,
      patientId,
      encounterId,
      vendorId,
      modelId,
      host,
      task,
      dataClass,
      agreementId,
      identifiersReplaced,
      bytesSent: bytes,
    };
    return vault.write(by, happened, async (tx) => {
      await insertSend(tx, row, refusedCode);
      return ok(null);
    });
  }

  return {
    findAgreement: (vendorId) => vault.read(by, event("agreements.listed", {}), async (tx) => ok(await findAgreement(tx, vendorId))),
    recordRefused: (attempt, code) => insert(attempt, code),
    recordIntent: (attempt) => insert(attempt, null),
    recordOutcome: (sendId, outcome) =>
      vault.write(by, event("llm.request-ended", { sendId, ...dropMissing(outcome) }), async (tx) => {
        await openChart(tx, encounter.patientId);
        await endSend(tx, SendIdSchema.parse(sendId), outcome);
        return ok(null);
      }),
  };
}

/** An audit entry holds no nulls: what is not known is left out. */
function dropMissing({ costMicroUsd, code, httpStatus, tokensIn, tokensOut, vendorRequestId, durationMs }: SendOutcome) {
  return {
    durationMs,
    ...(code === null ? {} : { code }),
    ...(httpStatus === null ? {} : { httpStatus }),
    ...(tokensIn === null ? {} : { tokensIn }),
    ...(tokensOut === null ? {} : { tokensOut }),
    ...(costMicroUsd === null ? {} : { costMicroUsd }),
    ...(vendorRequestId === null ? {} : { vendorRequestId: vendorRequestId.replace(/[^A-Za-z0-9._:@/-]/g, "").slice(0, 100) }),
  };
}
