import type { IdentifierType } from "../../../shared/domain/privacy.ts";

/** What the tagger tells apart. Finer types are the patterns' business: a plate and a badge look alike. */
export const tagTypes = ["NAME", "LOCATION", "ORG", "DATE", "AGE90", "PHONE", "ONLINE", "ID"] as const;
export type TagType = (typeof tagTypes)[number];

/** Label 0 is "no identifier"; 2t+1 begins type t and 2t+2 continues it. */
export const labelCount = 1 + 2 * tagTypes.length;

const coarse: Readonly<Record<IdentifierType, TagType>> = {
  NAME: "NAME",
  DATE: "DATE",
  AGE90: "AGE90",
  LOCATION: "LOCATION",
  ORG: "ORG",
  PHONE: "PHONE",
  FAX: "PHONE",
  EMAIL: "ONLINE",
  URL: "ONLINE",
  IP: "ONLINE",
  SSN: "ID",
  MRN: "ID",
  HEALTHPLAN: "ID",
  ACCOUNT: "ID",
  LICENSE: "ID",
  VEHICLE: "ID",
  DEVICE: "ID",
  BIOMETRIC: "ID",
  ID: "ID",
};

/** The number of the tag type an identifier type belongs to; undefined for anything else. */
export function tagTypeOf(type: string): number | undefined {
  return Object.hasOwn(coarse, type) ? tagTypes.indexOf(coarse[type as IdentifierType]) : undefined;
}
