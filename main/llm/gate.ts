import type { AgreementId } from "../../shared/domain/ids.ts";
import type { AgreementTerms, VendorId } from "../../shared/domain/vendor.ts";
import { type AppError, type ErrorCode, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import { decide } from "./policy.ts";
import type { AgreementFile, Attempt, GatePorts, SendOutcome, SendRequest, StreamEnd, StreamFault } from "./ports.ts";
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
  look(): Promise<Result<Prospect, AppError>>;
  send(request: SendRequest, live: { signal: AbortSignal; onText(chunk: string): void }): Promise<Result<StreamEnd & { modelId: string }, AppError>>;
}

/** What stands in the log for a vendor nobody has an agreement with. */
const unknownHost = { anthropic: "api.anthropic.com" } as const satisfies Record<VendorId, string>;

/** Makes the gate to one vendor. */
export function createGate(ports: GatePorts, vendorId: VendorId): Gate {
  async function judge(dataClass: SendRequest["dataClass"]) {
    const found = await ports.findAgreement(vendorId);
    if (!found.ok) return found;
    const terms = found.value?.agreement.terms;
    const modelId = terms?.modelIds[0] ?? "none";
    const ask = { vendorId, endpoint: terms?.endpoint ?? "", modelId, features: ["messages", "streaming"] as const, dataClass };
    const days = { today: ports.clock.today(), highWaterDay: ports.highWaterDay };
    return ok({ file: found.value, modelId, decision: decide(found.value, ask, days) });
  }

  function describe(request: SendRequest, file: AgreementFile | null, modelId: string): Attempt {
    const { sendId, task, dataClass, identifiersReplaced } = request;
    return {
      sendId,
      vendorId,
      modelId,
      host: hostOf(file, vendorId),
      task: `${task.id}/${task.version}`,
      taskSha256: task.sha256,
      dataClass,
      agreementId: file?.agreement.id ?? null,
      identifiersReplaced,
      bytes: measurePrompt(request),
    };
  }

  return {
    async look() {
      const judged = await judge("identifiers-removed");
      if (!judged.ok) return judged;
      const { file, modelId, decision } = judged.value;
      const terms = file?.agreement.terms ?? null;
      return ok({
        vendorId,
        modelId,
        host: hostOf(file, vendorId),
        agreementId: file?.agreement.id ?? null,
        terms,
        refusal: decision.ok ? null : decision.error.code,
      });
    },

    async send(request, { signal, onText }) {
      const judged = await judge(request.dataClass);
      if (!judged.ok) return judged;
      const { file, modelId, decision } = judged.value;
      const attempt = describe(request, file, modelId);
      if (!decision.ok) {
        const recorded = await ports.recordRefused(attempt, decision.error.code);
        return recorded.ok ? decision : err(failure("audit.not-written"));
      }
      const intent = await recordSafely(() => ports.recordIntent(attempt));
      if (!intent.ok) return intent;
      const startedMs = ports.clock.monotonicMs();
      const ended = await callVendor(request, decision.value, modelId, signal, onText);
      const outcome = describeEnd(ended, ports.clock.monotonicMs() - startedMs);
      const recorded = await recordSafely(() => ports.recordOutcome(request.sendId, outcome));
      if (!recorded.ok) return recorded;
      return ended.ok ? ok({ ...ended.value, modelId }) : err(failure(ended.error.code));
    },
  };

  async function callVendor(
    request: SendRequest,
    file: AgreementFile & { credential: string },
    modelId: string,
    signal: AbortSignal,
    onText: (chunk: string) => void,
  ): Promise<Result<StreamEnd, StreamFault>> {
    const { system, maxOutputTokens } = request;
    const { endpoint } = file.agreement.terms;
    try {
      return await ports.vendors[vendorId].stream({
        endpoint,
        credential: file.credential,
        modelId,
        system,
        user: renderUser(request),
        maxOutputTokens,
        signal,
        onText,
      });
    } catch {
      // A bug on the way back is still an outcome: the log must not say "in flight" for ever.
      return err({ code: "vendor.invalid-reply", httpStatus: null, vendorRequestId: null });
    }
  }
}

async function recordSafely(write: () => Promise<Result<null, AppError>>): Promise<Result<null, AppError>> {
  try {
    const written = await write();
    return written.ok ? written : err(failure("audit.not-written", { cause: written.error.code }));
  } catch {
    return err(failure("audit.not-written"));
  }
}

function describeEnd(ended: Result<StreamEnd, StreamFault>, durationMs: number): SendOutcome {
  if (ended.ok) return { code: null, durationMs, ...ended.value };
  return { durationMs, tokensIn: null, tokensOut: null, ...ended.error };
}

function hostOf(file: AgreementFile | null, vendorId: VendorId): string {
  return file === null ? unknownHost[vendorId] : new URL(file.agreement.terms.endpoint).host;
}
