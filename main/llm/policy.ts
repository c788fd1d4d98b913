import type { AgreementTerms, VendorCredential } from "../../shared/domain/agreement.ts";
import { type DataClass, isOwnServer, type VendorFeature, type VendorId } from "../../shared/domain/vendor.ts";
import { type AppError, type ErrorCode, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import { isBound } from "./binding.ts";
import type { AgreementFile } from "./ports.ts";

/** What a clinic's policy lets be reached of one vendor; null: what the agreement names. */
export interface VendorLock {
  readonly vendor: VendorId;
  readonly models: readonly string[] | null;
  readonly regions: readonly string[] | null;
}

/** What is asked of a vendor. */
export interface Ask {
  readonly vendorId: VendorId;
  readonly endpoint: string;
  readonly modelId: string;
  readonly cloudRegion: string;
  readonly features: readonly VendorFeature[];
  readonly dataClass: DataClass;
}

/** The days a decision rests on. */
export interface Days {
  readonly today: string;
  /** The latest day the record has seen. */
  readonly highWaterDay: string;
  /** How old a proof of what the vendor keeps may be. */
  readonly proofDays: number;
}

type Allowed = AgreementFile & { readonly credential: VendorCredential };

/**
 * Decides whether a request may leave: an agreement in force on a day nobody can turn back, for this
 * endpoint, model, Region, feature and class of data, with a key of the organization it covers and a
 * fresh proof of what the vendor keeps (164.308(b), 164.502(e)). Everything not allowed is refused,
 * each refusal by its own name.
 */
export function decide(file: AgreementFile | null, ask: Ask, days: Days, locks: readonly VendorLock[] | null = null): Result<Allowed, AppError> {
  const locked = findLocked(locks, ask);
  if (locked !== null) return refuse(locked);
  if (file === null || file.agreement.terms.vendorId !== ask.vendorId) return refuse("gate.no-agreement");
  const { agreement, credential } = file;
  const { terms } = agreement;
  if (agreement.state === "suspended") return refuse("gate.agreement-suspended");
  if (agreement.state !== "active") return refuse("gate.no-agreement");
  // In doubt about the day the later one counts for expiry; a clock set far back is itself a refusal.
  const day = days.today > days.highWaterDay ? days.today : days.highWaterDay;
  if (day < terms.effectiveOn || day > terms.expiresOn) return err(failure("gate.agreement-expired", { expiresOn: terms.expiresOn }));
  if (isSetBack(days)) return refuse("gate.clock-doubtful");
  const scope = findOutOfScope(terms, ask);
  if (scope !== null) return refuse(scope);
  if (credential === null || (!isOwnServer(ask.vendorId) && Object.values(credential).every((value) => value === "")))
    return refuse("gate.no-credential");
  if (isOwnServer(ask.vendorId)) return ok({ agreement, credential });
  if (!isBound(terms, credential, agreement.proof)) return refuse("gate.key-not-bound");
  const kept = agreement.proof?.retentionMode ?? null;
  if (kept !== null && kept !== terms.retentionMode) return refuse("gate.retention-changed");
  const provenOn = findProvenDay(file);
  if (provenOn === null || daysBetween(provenOn, day) > days.proofDays) return refuse("gate.proof-stale");
  return ok({ agreement, credential });
}

/** What of a request the clinic's policy closes, whatever an agreement says. */
function findLocked(locks: readonly VendorLock[] | null, ask: Ask): ErrorCode | null {
  if (locks === null) return null;
  const lock = locks.find(({ vendor }) => vendor === ask.vendorId);
  if (lock === undefined) return "gate.vendor-locked";
  if (lock.models !== null && !lock.models.includes(ask.modelId)) return "gate.model-locked";
  return lock.regions !== null && !lock.regions.includes(ask.cloudRegion) ? "gate.region-locked" : null;
}

/** What of a request the agreement does not name. */
function findOutOfScope(terms: AgreementTerms, ask: Ask): ErrorCode | null {
  if (originOf(ask.endpoint) !== originOf(terms.endpoint)) return "gate.endpoint-not-allowed";
  if (!terms.modelIds.includes(ask.modelId) || /latest$/i.test(ask.modelId)) return "gate.model-not-allowed";
  if (!ask.features.every((feature) => terms.features.includes(feature))) return "gate.feature-not-allowed";
  if (!isInRegion(terms, ask)) return "gate.region-not-allowed";
  return terms.dataClasses.includes(ask.dataClass) ? null : "gate.data-class-not-allowed";
}

/** Model ids that leave the country by their own name, as AWS and Google write them. */
const elsewhere = /^(?:global|eu|apac|au|jp|ca|sa)\./;
const american = /^us(?:-|$)/;

function isInRegion({ region, cloudRegions, vendorId }: AgreementTerms, { cloudRegion, modelId }: Ask): boolean {
  if (isOwnServer(vendorId)) return true;
  if (region !== "us" || elsewhere.test(modelId)) return false;
  return cloudRegions.length === 0 ? cloudRegion === "" : cloudRegions.includes(cloudRegion) && american.test(cloudRegion);
}

/** The day on which what the vendor keeps was last seen in writing or read back from it; null: never. */
export function findProvenDay({ agreement }: Pick<AgreementFile, "agreement">): string | null {
  const { proof, terms } = agreement;
  const asked = proof === null || proof.retentionMode === null ? null : proof.at.slice(0, 10);
  const seen = terms.retentionVerifiedOn;
  if (asked === null || seen === null) return asked ?? seen;
  return asked > seen ? asked : seen;
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
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
