import { createHash, randomInt } from "node:crypto";

const alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
const length = 10;

/** Draws a recovery code: ten letters of an alphabet of 31, 49 bits, so that a plain hash is enough. */
export function drawRecoveryCode(): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join("");
}

/** What is kept of a recovery code. */
export function hashRecoveryCode(code: string): string {
  return createHash("sha256").update(`recovery-code/v1|${code}`).digest("hex");
}
