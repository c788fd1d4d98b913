import { type DraftId, DraftIdSchema } from "../../../shared/domain/ids.ts";

const crockford = "0123456789abcdefghjkmnpqrstvwxyz";

/** A name for one drafting run, made here so that its events can be told apart from the first one on. */
export function mintDraftId(): DraftId {
  return DraftIdSchema.parse(`dft_${randomText(26)}`);
}

/** A key for a sentence typed by a person. */
export function mintSentenceKey(): string {
  return randomText(16);
}

// 256 is a multiple of 32, so taking five bits of each byte leaves no letter more likely than another.
function randomText(length: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(length));
  return Array.from(bytes, (byte) => crockford.charAt(byte & 31)).join("");
}
