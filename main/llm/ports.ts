import type { SpeakerRole } from "../../shared/domain/transcript.ts";
import type { Agreement, DataClass, VendorId } from "../../shared/domain/vendor.ts";
import type { AppError, ErrorCode } from "../../shared/errors.ts";
import type { Result } from "../../shared/result.ts";
import type { DeidentifiedText } from "../deid/deidentified-text.ts";

/** One line of a session as it may leave: a number, a part and text only the de-id room can make. */
export interface OutgoingLine {
  readonly line: number;
  readonly role: SpeakerRole;
  readonly text: DeidentifiedText;
}

/** The words of a request: the task's own templates around lines without identifiers. */
export interface Prompt {
  readonly system: string;
  readonly preamble: string;
  readonly lines: readonly OutgoingLine[];
  readonly closing: string;
}

/** One request to send, under a versioned task (minimum necessary, 164.514(d)). */
export interface SendRequest extends Prompt {
  readonly sendId: string;
  readonly task: { readonly id: string; readonly version: number; readonly sha256: string };
  readonly dataClass: DataClass;
  readonly maxOutputTokens: number;
  readonly identifiersReplaced: number;
}

/** An attempt as it is written down: ids, counts and names of things, never content. */
export interface Attempt {
  readonly sendId: string;
  readonly vendorId: VendorId;
  readonly modelId: string;
  readonly host: string;
  readonly task: string;
  readonly taskSha256: string;
  readonly dataClass: DataClass;
  readonly agreementId: string | null;
  readonly identifiersReplaced: number;
  readonly bytes: number;
}

/** How an attempt came out. */
export interface SendOutcome {
  readonly code: ErrorCode | null;
  readonly httpStatus: number | null;
  readonly tokensIn: number | null;
  readonly tokensOut: number | null;
  readonly vendorRequestId: string | null;
  readonly durationMs: number;
}

export interface AgreementFile {
  readonly agreement: Agreement;
  readonly credential: string | null;
}

/** What the gate needs of the world; everything it writes is committed before it goes on. */
export interface GatePorts {
  findAgreement(vendorId: VendorId): Promise<Result<AgreementFile | null, AppError>>;
  recordRefused(attempt: Attempt, code: ErrorCode): Promise<Result<null, AppError>>;
  recordIntent(attempt: Attempt): Promise<Result<null, AppError>>;
  recordOutcome(sendId: string, outcome: SendOutcome): Promise<Result<null, AppError>>;
  readonly vendors: Readonly<Record<VendorId, Vendor>>;
  readonly clock: { today(): string; monotonicMs(): number };
  /** The latest day this record has seen: turning back the clock does not revive an agreement. */
  readonly highWaterDay: string;
}

/** What a vendor's far end said about a finished stream. */
export interface StreamEnd {
  readonly tokensIn: number;
  readonly tokensOut: number;
  readonly httpStatus: number;
  readonly vendorRequestId: string | null;
}

/** Why a stream did not finish. */
export interface StreamFault {
  readonly code: ErrorCode;
  readonly httpStatus: number | null;
  readonly vendorRequestId: string | null;
}

export interface StreamOrder {
  readonly endpoint: string;
  readonly credential: string;
  readonly modelId: string;
  readonly system: string;
  readonly user: string;
  readonly maxOutputTokens: number;
  readonly signal: AbortSignal;
  onText(chunk: string): void;
}

/** A vendor's far end: one streamed answer, no memory. Only the gate calls it. */
export interface Vendor {
  stream(order: StreamOrder): Promise<Result<StreamEnd, StreamFault>>;
}
