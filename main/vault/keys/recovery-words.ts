import { entropyToMnemonic, mnemonicToEntropy } from "@scure/bip39";
import { wordlist } from "@scure/bip39/wordlists/english";
import { asKey, type Key } from "./seal.ts";

/** Spells a 256-bit key as 24 words with a checksum (BIP-39 English list), to be printed. */
export function spellRecoveryKey(key: Key): string[] {
  return entropyToMnemonic(key, wordlist).split(" ");
}

/** Reads 24 typed words back; null when a word or the checksum is wrong. */
export function readRecoveryWords(words: readonly string[]): Key | null {
  const spelled = words.map((word) => word.trim().toLowerCase()).join(" ");
  try {
    return asKey(mnemonicToEntropy(spelled, wordlist));
  } catch {
    // The list throws for unknown words and a wrong checksum alike; both mean "typed wrong".
    return null;
  }
}

/** Draws random words for a passphrase; each adds 11 bits. */
export function drawWords(randomBytes: Uint8Array): string[] {
  const words: string[] = [];
  for (let i = 0; i + 1 < randomBytes.length; i += 2) {
    // 2,048 divides 65,536, so the remainder favours no word.
    const index = ((randomBytes[i] as number) * 256 + (randomBytes[i + 1] as number)) % wordlist.length;
    words.push(wordlist[index] as string);
  }
  return words;
}
