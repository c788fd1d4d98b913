import { createHash } from "node:crypto";
import { drawRandom } from "./random.ts";
import { drawWords } from "./recovery-words.ts";

/** Names a session, at random. */
export function mintSessionId(): string {
  return `x_${drawRandom(13).toString("hex")}`;
}

/** Names one start of the program, at random. */
export function mintBootId(): string {
  return drawRandom(8).toString("hex");
}

/** Seven random words (77 bits) that open an exported package. */
export function drawPassphrase(): string {
  return drawWords(drawRandom(14)).join(" ");
}

/** SHA-256, hex. */
export function hash(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
