import type { Agreement, Proof, VendorCredential } from "../../shared/domain/agreement.ts";
import type { SpeakerRole } from "../../shared/domain/transcript.ts";
import type { DataClass, VendorFeature, VendorId } from "../../shared/domain/vendor.ts";
import type { AppError, ErrorCode } from "../../shared/errors.ts";
import type { Result } from "../../shared/result.ts";
import type { DeidentifiedText } from "../deid/deidentified-text.ts";
import type { VendorLock } from "./policy.ts";

/** One line of a session as it may leave: a number, a part and text only the de-id room can make. */
export interface OutgoingLine {
  readonly line: number;
  readonly role: SpeakerRole;
  readonly text: DeidentifiedText;
}

/** Text of a patient that goes along with the session, under the name of the element it is. */
export interface OutgoingBlock {
  readonly element: "plan-goals" | "style-example";
  readonly texts: readonly DeidentifiedText[];
}

/** The words of a request: the task's own templates around text without identifiers. */
export interface Prompt {
  readonly system: string;
  readonly preamble: string;
  readonly blocks: readonly OutgoingBlock[];
  readonly lines: readonly OutgoingLine[];
  readonly closing: string;
}

/** The form a reply must have. It belongs to the task, so that no patient's data can be in it. */
export interface OutputForm {
  readonly name: string;
  readonly schema: Readonly<Record<string, unknown>>;
}

/** What of a task is written down with a send (minimum necessary, 164.514(d)). */
export interface TaskStamp {
  readonly id: string;
  readonly version: number;
  readonly sha256: string;
  readonly dataClass: DataClass;
  readonly features: readonly VendorFeature[];
}

/** One request to send, under a versioned task. */
export interface SendRequest extends Prompt {
  readonly sendId: string;
  readonly task: TaskStamp;
  readonly maxOutputTokens: number;
  readonly identifiersReplaced: number;
  readonly form: OutputForm | null;
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
  /** By the agreement's prices, in millionths of a dollar; null when nothing was counted. */
  readonly costMicroUsd: number | null;
}

export interface AgreementFile {
  readonly agreement: Agreement;
  readonly credential: VendorCredential | null;
}

/** What the gate needs of the world; everything it writes is committed before it goes on. */
export interface GatePorts {
  findAgreement(vendorId: VendorId): Promise<Result<AgreementFile | null, AppError>>;
  recordRefused(attempt: Attempt, code: ErrorCode): Promise<Result<null, AppError>>;
  recordIntent(attempt: Attempt): Promise<Result<null, AppError>>;
  recordOutcome(sendId: string, outcome: SendOutcome): Promise<Result<null, AppError>>;
  readonly vendors: Vendors;
  readonly clock: { today(): string; monotonicMs(): number };
  /** The latest day this record has seen: turning back the clock does not revive an agreement. */
  readonly highWaterDay: string;
  /** How old a proof of what the vendor keeps may be. */
  readonly proofDays: number;
  /** Vendors, models and Regions the clinic's policy leaves open; null: those of agreements. */
  readonly vendorLocks: readonly VendorLock[] | null;
}

/** What a vendor's far end said about a finished stream. */
export interface StreamEnd {
  readonly tokensIn: number;
  readonly tokensOut: number;
  readonly httpStatus: number;
  readonly vendorRequestId: string | null;
  /** The organization that was charged, where the reply names it. */
  readonly organizationId: string | null;
}

/** Why a stream did not finish. */
export interface StreamFault {
  readonly code: ErrorCode;
  readonly httpStatus: number | null;
  readonly vendorRequestId: string | null;
  /** After how long the vendor asks to be tried again. */
  readonly retryAfterMs: number | null;
}

/** The far end of a call: everything explicit, nothing from the environment. */
export interface Destination {
  readonly endpoint: string;
  readonly proofEndpoint: string;
  readonly credential: VendorCredential;
  readonly organizationId: string;
  readonly modelId: string;
  /** The cloud Region, or "" where the vendor has none. */
  readonly cloudRegion: string;
  readonly pinnedKeys: readonly string[];
  readonly signal: AbortSignal;
}

export interface StreamOrder extends Destination {
  readonly system: string;
  readonly user: string;
  readonly maxOutputTokens: number;
  readonly form: OutputForm | null;
  onText(chunk: string): void;
}

/** A vendor's far end: one streamed answer, no memory. Only the gate calls it. */
export interface Vendor {
  stream(order: StreamOrder): Promise<Result<StreamEnd, StreamFault>>;
  /** Asks whose key this is and what the vendor keeps. Carries no text. */
  prove(order: Destination): Promise<Result<Omit<Proof, "at">, StreamFault>>;
}

/** One place in a text that a second detector took for an identifier; UTF-16 offsets, end-exclusive. */
export interface DetectedSpan {
  readonly start: number;
  readonly end: number;
  readonly type: string;
  readonly score: number;
}

export type Vendors = Readonly<Record<VendorId, Vendor>>;
