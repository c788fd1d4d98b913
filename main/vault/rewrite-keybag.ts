import { type Keybag, openKeybag, removeKeybag, rewriteKeybag } from "./keybag.ts";
import type { Envelope } from "./keys/envelope.ts";
import { keepNewKey } from "./keys/kept-keys.ts";
import { type Key, wipe } from "./keys/seal.ts";
import { derivePatientWrappingKey, unwrapPatientKey, wrapPatientKey } from "./keys/sealing-keys.ts";
import type { RecordFiles } from "./record-files.ts";

/** One patient key to leave out. */
export type Leaving = (patientId: string, purpose: "record" | "accounting") => boolean;

/** A keybag written anew, not yet named by the envelope. */
export interface NextKeybag {
  readonly kept: Envelope["keybag"];
  readonly key: Key;
}

/**
 * Writes the whole keybag anew under a fresh key kept under `masterKey`, leaving out what `leaving`
 * names. Every patient key is wrapped again, so that the old file and the old key open nothing of
 * the new one. The envelope that names the new file is the caller's to write; until then the old one counts.
 */
export function writeNextKeybag(
  files: RecordFiles,
  from: { keybag: Keybag; key: Key; file: string },
  masterKey: Key,
  now: string,
  leaving: Leaving = () => false,
): NextKeybag {
  const next = keepNewKey(masterKey, "keybag", now);
  const file = `keybag-${Number(/\d+/.exec(from.file)?.[0] ?? 0) + 1}.db`;
  const oldWrapping = derivePatientWrappingKey(from.key);
  const newWrapping = derivePatientWrappingKey(next.key);
  rewriteKeybag(from.keybag, files.keybag(file), next.key, (kept) => {
    if (leaving(kept.patientId, kept.purpose)) return null;
    const key = unwrapPatientKey(oldWrapping, kept);
    const wrapped = wrapPatientKey(newWrapping, kept, key);
    wipe(key);
    return { ...kept, wrapped };
  });
  wipe(oldWrapping, newWrapping);
  return { kept: { ...next.kept, file }, key: next.key };
}

/** Opens the generation the envelope now names and removes the one before. */
export function switchKeybag(files: RecordFiles, next: NextKeybag, oldFile: string): Keybag {
  const opened = openKeybag(files.keybag(next.kept.file), next.key, { create: false });
  if (typeof opened === "string") throw new Error("the keybag just written does not open");
  removeKeybag(files.keybag(oldFile));
  return opened;
}
