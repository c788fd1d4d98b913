import type { DetectionReason, IdentifierType } from "../../shared/domain/privacy.ts";

/** One place that holds an identifier. Offsets are UTF-16, end-exclusive, over the text given to detect. */
export interface DetectedSpan {
  readonly start: number;
  readonly end: number;
  readonly type: IdentifierType;
  readonly confidence: number;
  readonly why: readonly DetectionReason[];
}

/** Makes a span with one reason. */
export function makeSpan(start: number, end: number, type: IdentifierType, confidence: number, why: DetectionReason): DetectedSpan {
  return { start, end, type, confidence, why: [why] };
}

/** Which type names an overlap: a precise one before a broad one. */
const rank: Readonly<Record<IdentifierType, number>> = {
  EMAIL: 20,
  URL: 19,
  SSN: 18,
  VEHICLE: 17,
  BIOMETRIC: 16,
  DEVICE: 15,
  MRN: 14,
  HEALTHPLAN: 14,
  ACCOUNT: 13,
  LICENSE: 13,
  FAX: 12,
  PHONE: 11,
  IP: 11,
  DATE: 10,
  AGE90: 9,
  ID: 8,
  ORG: 6,
  LOCATION: 5,
  NAME: 4,
};

function chooseType(a: DetectedSpan, b: DetectedSpan): IdentifierType {
  if (a.type === b.type) return a.type;
  // the chart knows best what a string is
  const aKnown = a.why.includes("known-identifier");
  const bKnown = b.why.includes("known-identifier");
  if (aKnown !== bKnown) return aKnown && a.end - a.start >= b.end - b.start ? a.type : b.type;
  const aLength = a.end - a.start;
  const bLength = b.end - b.start;
  if (rank[a.type] >= 8 || rank[b.type] >= 8) return rank[a.type] >= rank[b.type] ? a.type : b.type;
  if (aLength !== bLength) return aLength > bLength ? a.type : b.type;
  return rank[a.type] >= rank[b.type] ? a.type : b.type;
}

/** Joins overlapping spans: everything any layer hid stays hidden. Result is sorted and disjoint. */
export function mergeSpans(spans: readonly DetectedSpan[]): DetectedSpan[] {
  const sorted = [...spans].sort((a, b) => a.start - b.start || b.end - a.end);
  const merged: DetectedSpan[] = [];
  for (const span of sorted) {
    const last = merged.at(-1);
    if (last === undefined || span.start >= last.end) {
      merged.push(span);
      continue;
    }
    merged[merged.length - 1] = {
      start: last.start,
      end: Math.max(last.end, span.end),
      type: chooseType(last, span),
      confidence: Math.max(last.confidence, span.confidence),
      why: [...new Set([...last.why, ...span.why])],
    };
  }
  return merged;
}
