import type { AgreementTerms, Proof } from "../../shared/domain/agreement.ts";
import type { AgreementId } from "../../shared/domain/ids.ts";
import { isOwnServer, type VendorId } from "../../shared/domain/vendor.ts";
import { type AppError, type ErrorCode, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import { decide } from "./policy.ts";
import type { AgreementFile, Attempt, Destination, GatePorts, SendOutcome, SendRequest, StreamEnd, StreamFault, TaskStamp } from "./ports.ts";
import { measurePrompt, renderUser } from "./prompt.ts";

/** Where a request would go now, or by which name it would be refused. */
export interface Prospect {
  readonly vendorId: VendorId;
  readonly modelId: string;
  readonly host: string;
  readonly agreementId: AgreementId | null;
  readonly terms: AgreementTerms | null;
  readonly refusal: ErrorCode | null;
}

/** The way out. Order, always: policy, intent on record, send, outcome on record. */
export interface Gate {
  /** Looks without sending or writing. */
  look(task: Pick<TaskStamp, "dataClass" | "features">): Promise<Result<Prospect, AppError>>;
  send(request: SendRequest, live: { signal: AbortSignal; onText(chunk: string): void }): Promise<Result<StreamEnd & { modelId: string }, AppError>>;
}

/** What stands in the log for a vendor nobody has an agreement with. */
const noHost = "none";

/** Makes the gate to one vendor. */
export function createGate(ports: GatePorts, vendorId: VendorId): Gate {
  async function judge({ dataClass, features }: Pick<TaskStamp, "dataClass" | "features">) {
    const found = await ports.findAgreement(vendorId);
    if (!found.ok) return found;
    const terms = found.value?.agreement.terms;
    const modelId = terms?.modelIds[0] ?? "none";
    const ask = { vendorId, endpoint: terms?.endpoint ?? "", modelId, cloudRegion: terms?.cloudRegions[0] ?? "", features, dataClass };
    const days = { today: ports.clock.today(), highWaterDay: ports.highWaterDay, proofDays: ports.proofDays };
    return ok({ file: found.value, modelId, decision: decide(found.value, ask, days, ports.vendorLocks) });
  }

  function describe(request: SendRequest, file: AgreementFile | null, modelId: string): Attempt {
    const { sendId, task, identifiersReplaced } = request;
    return {
      sendId,
      vendorId,
      modelId,
      host: hostOf(file),
      task: `${task.id}/${task.version}`,
      taskSha256: task.sha256,
      dataClass: task.dataClass,
      agreementId: file?.agreement.id ?? null,
      identifiersReplaced,
      bytes: measurePrompt(request),
    };
  }

  return {
    async look(task) {
      const judged = await judge(task);
      if (!judged.ok) return judged;
      const { file, modelId, decision } = judged.value;
      return ok({
        vendorId,
        modelId,
        host: hostOf(file),
        agreementId: file?.agreement.id ?? null,
        terms: file?.agreement.terms ?? null,
        refusal: decision.ok ? null : decision.error.code,
      });
    },

    async send(request, { signal, onText }) {
      const judged = await judge(request.task);
      if (!judged.ok) return judged;
      const { file, modelId, decision } = judged.value;
      const attempt = describe(request, file, modelId);
      if (!decision.ok) {
        const recorded = await recordSafely(() => ports.recordRefused(attempt, decision.error.code));
        return recorded.ok ? decision : recorded;
      }
      const intent = await recordSafely(() => ports.recordIntent(attempt));
      if (!intent.ok) return intent;
      const startedMs = ports.clock.monotonicMs();
      const ended = await callVendor(request, decision.value, modelId, signal, onText);
      const outcome = describeEnd(ended, ports.clock.monotonicMs() - startedMs, decision.value.agreement.terms);
      const recorded = await recordSafely(() => ports.recordOutcome(request.sendId, outcome));
      if (!recorded.ok) return recorded;
      return ended.ok ? ok({ ...ended.value, modelId }) : err(describeFault(ended.error));
    },
  };

  async function callVendor(
    request: SendRequest,
    file: Authorised,
    modelId: string,
    signal: AbortSignal,
    onText: (chunk: string) => void,
  ): Promise<Result<StreamEnd, StreamFault>> {
    const { system, maxOutputTokens, form } = request;
    const to = openDestination(file, modelId, signal);
    try {
      const ended = await ports.vendors[vendorId].stream({ ...to, system, user: renderUser(request), maxOutputTokens, form, onText });
      if (!ended.ok || answersForUs(file, ended.value)) return ended;
      const { httpStatus, vendorRequestId } = ended.value;
      return err({ code: "gate.key-not-bound", httpStatus, vendorRequestId, retryAfterMs: null });
    } catch {
      // A bug on the way back is still an outcome: the log must not say "in flight" for ever.
      return err({ code: "vendor.invalid-reply", httpStatus: null, vendorRequestId: null, retryAfterMs: null });
    }
  }
}

type Authorised = AgreementFile & { readonly credential: NonNullable<AgreementFile["credential"]> };

/** Asks a vendor, without any text, whose key this is and what it keeps; the agreement itself must be in order first. */
export async function proveAgreement(
  { vendors }: Pick<GatePorts, "vendors">,
  file: Authorised,
  signal: AbortSignal,
): Promise<Result<Omit<Proof, "at">, AppError>> {
  const { vendorId, modelIds } = file.agreement.terms;
  try {
    const proven = await vendors[vendorId].prove(openDestination(file, modelIds[0] ?? "", signal));
    return proven.ok ? proven : err(describeFault(proven.error));
  } catch {
    return err(failure("vendor.invalid-reply"));
  }
}

function openDestination({ agreement, credential }: Authorised, modelId: string, signal: AbortSignal): Destination {
  const { endpoint, proofEndpoint, organizationId, cloudRegions, pinnedKeys } = agreement.terms;
  return {
    endpoint,
    proofEndpoint: proofEndpoint === "" ? endpoint : proofEndpoint,
    credential,
    organizationId,
    modelId,
    cloudRegion: cloudRegions[0] ?? "",
    pinnedKeys,
    signal,
  };
}

/** A reply charged to another organization came from a key that was exchanged behind the registry's back. */
function answersForUs({ agreement }: AgreementFile, { organizationId }: StreamEnd): boolean {
  const { terms } = agreement;
  return isOwnServer(terms.vendorId) || organizationId === null || organizationId === terms.organizationId;
}

async function recordSafely(write: () => Promise<Result<null, AppError>>): Promise<Result<null, AppError>> {
  try {
    const written = await write();
    return written.ok ? written : err(failure("audit.not-written", { cause: written.error.code }));
  } catch {
    return err(failure("audit.not-written"));
  }
}

function describeEnd(ended: Result<StreamEnd, StreamFault>, durationMs: number, terms: AgreementTerms): SendOutcome {
  const took = Math.round(durationMs);
  if (!ended.ok) {
    const { code, httpStatus, vendorRequestId } = ended.error;
    return { durationMs: took, tokensIn: null, tokensOut: null, costMicroUsd: null, code, httpStatus, vendorRequestId };
  }
  const { tokensIn, tokensOut, httpStatus, vendorRequestId } = ended.value;
  // A dollar for a million tokens is a millionth of a dollar for one.
  const cost = Math.round(tokensIn * terms.usdPerMillionIn + tokensOut * terms.usdPerMillionOut);
  const isPriced = terms.usdPerMillionIn > 0 || terms.usdPerMillionOut > 0;
  return { code: null, durationMs: took, tokensIn, tokensOut, httpStatus, vendorRequestId, costMicroUsd: isPriced ? cost : null };
}

function describeFault({ code, retryAfterMs }: StreamFault): AppError {
  return retryAfterMs === null ? failure(code) : failure(code, { retryAfterSeconds: Math.ceil(retryAfterMs / 1_000) });
}

function hostOf(file: AgreementFile | null): string {
  return file === null ? noHost : new URL(file.agreement.terms.endpoint).host;
}
