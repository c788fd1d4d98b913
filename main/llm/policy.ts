import type { DataClass, VendorFeature, VendorId } from "../../shared/domain/vendor.ts";
import { type AppError, type ErrorCode, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import type { AgreementFile } from "./ports.ts";

/** What is asked of a vendor. */
export interface Ask {
  readonly vendorId: VendorId;
  readonly endpoint: string;
  readonly modelId: string;
  readonly features: readonly VendorFeature[];
  readonly dataClass: DataClass;
}

/** The days a decision rests on. */
export interface Days {
  readonly today: string;
  /** The latest day the record has seen. */
  readonly highWaterDay: string;
}

/**
 * Decides whether a request may leave: an agreement in force on a day nobody can turn back, for this
 * endpoint, model, feature and class of data, with a credential bound to it (164.308(b),
 * 164.502(e)). Everything not allowed is refused, each refusal by its own name.
 */
export function decide(file: AgreementFile | null, ask: Ask, days: Days): Result<AgreementFile & { credential: string }, AppError> {
  if (file === null || file.agreement.terms.vendorId !== ask.vendorId) return refuse("gate.no-agreement");
  const { agreement, credential } = file;
  const { terms } = agreement;
  if (agreement.state !== "active") return refuse("gate.agreement-suspended");
  // In doubt about the day the later one counts for expiry; a clock set far back is itself a refusal.
  const day = days.today > days.highWaterDay ? days.today : days.highWaterDay;
  if (day < terms.effectiveOn || day > terms.expiresOn) return err(failure("gate.agreement-expired", { expiresOn: terms.expiresOn }));
  if (isSetBack(days)) return refuse("gate.clock-doubtful");
  if (originOf(ask.endpoint) !== originOf(terms.endpoint)) return refuse("gate.endpoint-not-allowed");
  if (!terms.modelIds.includes(ask.modelId) || /latest$/i.test(ask.modelId)) return refuse("gate.model-not-allowed");
  if (!ask.features.every((feature) => terms.features.includes(feature))) return refuse("gate.feature-not-allowed");
  if (terms.region !== "us") return refuse("gate.region-not-allowed");
  if (!terms.dataClasses.includes(ask.dataClass)) return refuse("gate.data-class-not-allowed");
  if (credential === null || credential === "") return refuse("gate.no-credential");
  return ok({ agreement, credential });
}

function refuse(code: ErrorCode): Result<never, AppError> {
  return err(failure(code));
}

/** A day's grace for time zones; more is a clock somebody turned. */
function isSetBack({ today, highWaterDay }: Days): boolean {
  return Date.parse(highWaterDay) - Date.parse(today) > 36 * 3_600_000;
}

function originOf(endpoint: string): string {
  try {
    return new URL(endpoint).origin;
  } catch {
    return "";
  }
}
