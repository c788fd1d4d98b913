import type { AppError } from "../../shared/errors.ts";
import type { Result } from "../../shared/result.ts";
import type { SealedEntry } from "../audit/index.ts";

/** A place outside that keeps a copy of the log. It answers only when it has what it was given. */
export interface Sink {
  readonly id: "cloudwatch" | "fhir-feed";
  /** Most entries it takes at once. */
  readonly mostAtOnce: number;
  /** Hands entries over, in order. Given twice, they are kept once. */
  deliver(entries: readonly SealedEntry[], signal: AbortSignal): Promise<Result<null, AppError>>;
}

/** A way to one origin, as the network room makes it. */
export interface Wire {
  fetch(input: string | URL | Request, init?: RequestInit): Promise<Response>;
  close(): Promise<void>;
}

/** Opens a way to an origin whose good replies are of these kinds. */
export type OpenWire = (origin: string, replyTypes: readonly string[]) => Wire;
