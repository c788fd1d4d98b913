import type { IdentifierType } from "../../shared/domain/privacy.ts";
import { nicknames } from "./data/nicknames.ts";
import type { KnownIdentifiers, KnownPerson } from "./known.ts";
import { splitName } from "./layers/known-names.ts";
import { foldWord } from "./page.ts";
import { resembles } from "./resemblance.ts";

/** Placeholder -> what it stands for. Stays on this machine, encrypted with the session, never logged. */
export type PlaceholderMap = Readonly<Record<string, PlaceholderEntry>>;
export interface PlaceholderEntry {
  readonly type: IdentifierType;
  /** The fullest form of the session. */
  readonly surface: string;
  /** How each line said it: a sentence resting on a line gets that line's words back. */
  readonly mentions?: readonly { readonly line: number; readonly surface: string }[];
}

/** Hands out placeholders: numbered by first appearance, the same for every mention, never derived (164.514(c)). */
export interface PlaceholderBook {
  assign(type: IdentifierType, surface: string, line?: number): string;
  readMap(): PlaceholderMap;
}

interface Entity {
  placeholder: string;
  type: IdentifierType;
  surface: string;
  parts: Set<string>;
  person?: KnownPerson;
  mentions: { line: number; surface: string }[];
}

const prefixes: Readonly<Record<IdentifierType, string>> = {
  NAME: "PERSON",
  DATE: "DATE",
  AGE90: "AGE",
  LOCATION: "PLACE",
  ORG: "ORG",
  PHONE: "PHONE",
  FAX: "FAX",
  EMAIL: "EMAIL",
  URL: "URL",
  IP: "IP",
  SSN: "SSN",
  MRN: "MRN",
  HEALTHPLAN: "PLAN",
  ACCOUNT: "ACCOUNT",
  LICENSE: "LICENSE",
  VEHICLE: "VEHICLE",
  DEVICE: "DEVICE",
  BIOMETRIC: "BIOMETRIC",
  ID: "ID",
};
const rolePrefixes = { patient: "PATIENT", clinician: "CLINICIAN", related: "PERSON" } as const;

/** How well the parts of a mention fit a chart person; 0 if not at all. */
function fitPerson(parts: readonly string[], person: KnownPerson): number {
  const own = new Set(person.names.flatMap(splitName));
  let fit = 0;
  for (const part of parts) {
    if (own.has(part)) fit += 1;
    else if ((nicknames.get(part) ?? []).some((name) => own.has(name))) fit += 0.9;
    else if ([...own].some((name) => resembles(part, name))) fit += 0.7;
    else if (part.length > 1) fit -= 0.8;
  }
  return fit;
}

/** Whether two mentions can be the same person: one says no more than the other. */
function canBeSame(parts: readonly string[], entity: Entity): boolean {
  const words = parts.filter((part) => part.length > 1);
  if (words.length === 0) return parts.join("") === [...entity.parts].join("");
  return words.every((part) => entity.parts.has(part)) || [...entity.parts].every((part) => words.includes(part));
}

/** A mention written small ("marcus webb") as it would be written in a note. */
export function writeProperly(type: IdentifierType, surface: string): string {
  if (type !== "NAME" || surface !== surface.toLowerCase()) return surface;
  return surface.replace(/(?<![\p{L}\p{M}'’])\p{Ll}/gu, (letter) => letter.toUpperCase());
}

/** Opens an empty book. `taken` are placeholder-like strings already in the text, which are not handed out. */
export function createPlaceholderBook(known: KnownIdentifiers, taken: ReadonlySet<string>): PlaceholderBook {
  const entities: Entity[] = [];
  const counters = new Map<string, number>();
  const next = (prefix: string): string => {
    for (;;) {
      const number = (counters.get(prefix) ?? 0) + 1;
      counters.set(prefix, number);
      const placeholder = `[${prefix}_${String(number)}]`;
      if (!taken.has(placeholder)) return placeholder;
    }
  };
  const open = (type: IdentifierType, prefix: string, surface: string, parts: readonly string[], person?: KnownPerson): Entity => {
    const entity: Entity = {
      placeholder: next(prefix),
      type,
      surface,
      parts: new Set(parts),
      mentions: [],
      ...(person === undefined ? {} : { person }),
    };
    entities.push(entity);
    return entity;
  };
  const widen = (entity: Entity, surface: string, parts: readonly string[]): Entity => {
    for (const part of parts) entity.parts.add(part);
    const fuller = splitName(surface).length > splitName(entity.surface).length;
    const better = surface !== surface.toLowerCase() && entity.surface === entity.surface.toLowerCase();
    if (fuller || (better && splitName(surface).length === splitName(entity.surface).length)) entity.surface = surface;
    return entity;
  };
  const find = (type: IdentifierType, surface: string): Entity => {
    const folded = foldWord(surface).replace(/\s+/g, " ").trim();
    if (type !== "NAME") {
      const same = entities.find((entity) => entity.type === type && entity.parts.has(folded));
      return same ?? open(type, prefixes[type], surface, [folded]);
    }
    const parts = splitName(surface);
    const fits = known.persons
      .map((person) => ({ person, fit: fitPerson(parts, person) }))
      .filter(({ fit }) => fit > 0)
      .sort((a, b) => b.fit - a.fit);
    const person = fits[0]?.person;
    if (person !== undefined) {
      const entity = entities.find((other) => other.person === person) ?? open(type, rolePrefixes[person.role], surface, parts, person);
      return widen(entity, surface, parts);
    }
    const written = parts.length === 0 ? [folded] : parts;
    const same = entities.find((entity) => entity.type === "NAME" && entity.person === undefined && canBeSame(written, entity));
    return same === undefined ? open(type, "PERSON", surface, written) : widen(same, surface, written);
  };
  return {
    assign(type, surface, line) {
      const entity = find(type, surface);
      if (line !== undefined) entity.mentions.push({ line, surface });
      return entity.placeholder;
    },
    readMap() {
      return Object.fromEntries(
        entities.map(({ placeholder, type, surface, mentions }) => [
          placeholder,
          { type, surface: writeProperly(type, surface), ...(mentions.length === 0 ? {} : { mentions }) },
        ]),
      );
    },
  };
}
