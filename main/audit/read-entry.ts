import { type Canonical, writeCanonical } from "./canonical.ts";
import { EntrySchema, longestEntry } from "./chain.ts";

/** Parses canonical text; null when it is not one entry in its only spelling. */
export function readEntry(canonical: string) {
  if (canonical.length > longestEntry) return null;
  try {
    const parsed = EntrySchema.safeParse(JSON.parse(canonical));
    if (!parsed.success) return null;
    return writeCanonical(parsed.data as unknown as Canonical) === canonical ? parsed.data : null;
  } catch {
    return null;
  }
}
