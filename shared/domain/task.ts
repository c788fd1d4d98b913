import type { DataClass, VendorFeature } from "./vendor.ts";

/** What a task may carry. Everything of a patient travels as one of these, apart from the task's own words. */
export const elementNames = ["transcript-lines", "speaker-parts", "plan-goals", "style-example"] as const;
export type ElementName = (typeof elementNames)[number];

/**
 * A disclosure protocol (minimum necessary, 164.514(d)(3)): what it is for, what it may carry, under
 * which policy, and the words around it, under one version and one hash. Nothing of a patient is in it.
 */
export interface Task<E extends ElementName = ElementName> {
  readonly id: string;
  readonly version: number;
  readonly purpose: "treatment-documentation" | "health-care-operations" | "payment";
  readonly allowedElements: readonly E[];
  readonly dataClass: DataClass;
  readonly features: readonly VendorFeature[];
  readonly maxOutputTokens: number;
  /** The form of the reply, where it is one JSON object; null where it is a line a sentence. */
  readonly form: { readonly name: string; readonly schema: Readonly<Record<string, unknown>> } | null;
  readonly sha256: string;
  readonly system: string;
  readonly preamble: string;
  readonly closing: string;
}
