import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { type ChosenPlace, ServerPlaceSchema } from "./place.ts";
import { writeWhole } from "./write-whole.ts";

const ChosenPlaceSchema = z.strictObject({ place: ServerPlaceSchema, account: z.string().regex(/^k_[0-9a-f]{16}$/) });

const locate = (profile: string) => join(profile, "record-place.json");

/**
 * Where IT wants a record laid down that is yet to be made; null: on this computer. A record that is
 * there says itself where it lies: its key envelope does, and this file changes nothing about it.
 */
export function readChosenPlace(profile: string): ChosenPlace | null | "unreadable" {
  const path = locate(profile);
  if (!existsSync(path)) return null;
  try {
    return ChosenPlaceSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    // A mistake of IT's to be seen, not a reason to lay the record down somewhere else.
    return "unreadable";
  }
}

/** Keeps the choice. */
export function writeChosenPlace(profile: string, chosen: ChosenPlace): void {
  writeWhole(locate(profile), JSON.stringify(ChosenPlaceSchema.parse(chosen), null, 2));
}
