import type { ProofVerdict } from "../../main/audit/proof-file.ts";
import type { Judgement } from "./judge-bundle.ts";

const meanings: Readonly<Record<Judgement["verdict"], string>> = {
  intact: "Every entry is as it was written.",
  "entry-edited": "An entry differs from the hash it was stored with.",
  "entry-deleted": "An entry is missing.",
  "entry-inserted": "An entry stands where one already was.",
  "entries-swapped": "Two entries changed places.",
  "link-broken": "An entry does not follow from the one before it: one of the two was replaced.",
  "row-unreadable": "A line is not an entry in its only spelling.",
  "clock-regressed": "An entry is dated before the one it follows.",
  "tail-missing": "Entries at the end are gone: a signed checkpoint counted more.",
  "rolled-back": "An older copy of the log was put back: checkpoints kept elsewhere counted more.",
  "log-rewritten": "The log was written anew: it is not the one a signed checkpoint vouches for.",
  "checkpoints-forked": "Two histories of one log were signed: it was copied and both copies went on.",
  "checkpoint-unsigned": "A checkpoint is signed by no key that leads back to the trusted one: wrong key, or forged.",
  "start-unproved": "The beginning is missing, and no checkpoint vouches for it or no entry says that it was removed.",
  "file-changed": "The entries are whole, and another file of the bundle is not as it was written.",
};

/** Tells a judgement in words, with what it does not show. */
export function writeJudgement(judgement: Judgement): string {
  const { verdict, firstBadSeq, beginsAt, checked, anchoredTo, headCode, keyTrusted, keptElsewhere, changedFiles } = judgement;
  return [
    `Verdict: ${verdict}. ${meanings[verdict]}`,
    ...(firstBadSeq === null ? [] : [`First bad position: ${firstBadSeq}`]),
    ...(changedFiles.length === 0 ? [] : [`Files not as the manifest says: ${changedFiles.join(", ")}`]),
    ...(beginsAt === 0
      ? []
      : [`The log begins at position ${beginsAt}; what was before it was removed by two persons, and a checkpoint vouches for its root.`]),
    `Verified up to position ${checked}; signed checkpoints vouch for everything before position ${anchoredTo}.`,
    `Head code: ${headCode}`,
    "",
    "What this does not show:",
    "- Entries after the last checkpoint rest on the chain alone: whoever could write the record could have rewritten or cut them without a trace.",
    keptElsewhere === 0
      ? "- No checkpoint kept elsewhere was given (--against): whoever held the record and its signing key could have rewritten all of it."
      : `- ${keptElsewhere} checkpoints kept elsewhere were compared; between two of them, a person with the record and its signing key could have acted before the later one left the building.`,
    keyTrusted
      ? "- The key was given by you; that it is the clinic's rests on how you got it."
      : "- The key was taken from the bundle itself (give --key FILE with the one you trust): the signatures show only that it agrees with itself.",
    "- It shows that entries were not changed after they were written, not that what they say was true, nor that every act was recorded.",
    "",
  ].join("\n");
}

const proofs: Readonly<Record<ProofVerdict, string>> = {
  proved: "Proved.",
  "not-proved": "Not proved: the path does not lead to the checkpoint.",
  "checkpoint-unsigned": "Not proved: the checkpoint is signed by no key that leads back to the trusted one.",
  "entry-unreadable": "Not proved: the entry is not in its only spelling.",
};

export const writeProofVerdict = (verdict: ProofVerdict, keyTrusted: boolean): string =>
  `${proofs[verdict]}${keyTrusted ? "" : " The key was taken from the proof itself; give --key FILE with the one you trust."}\n`;
