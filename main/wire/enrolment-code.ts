import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from "node:crypto";

/** No letter that is read as another (Crockford base 32). */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const letters = 12;

/** Draws a code of twelve letters, 60 bits, in threes of four: typed by a person within ten minutes. */
export function drawEnrolmentCode(): string {
  const drawn = [...randomBytes(letters)].map((byte) => alphabet[byte % alphabet.length]).join("");
  return drawn.replace(/(.{4})(?=.)/g, "$1-");
}

/** Takes a code as typed: case, blanks and hyphens do not matter, and neither do letters that look like digits. Null when it is none. */
export function readEnrolmentCode(typed: string): string | null {
  const plain = typed.toUpperCase().replace(/[\s-]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");
  return plain.length === letters && [...plain].every((letter) => alphabet.includes(letter)) ? plain : null;
}

/** The door's name that a code leads to; whoever sees it learns nothing of the code. */
export function deriveEnrolmentDoor(code: string): string {
  return derive(code, "door").subarray(0, 16).toString("hex");
}

/** Which end of an enrolment proves itself. */
export type EnrolmentSide = "station" | "host";

/**
 * Proves the code over one TLS connection: bound to that connection's own secret (RFC 8446, 7.5), so
 * that nobody in between can hand it on.
 */
export function proveEnrolment(code: string, side: EnrolmentSide, exported: Uint8Array): Buffer {
  return createHmac("sha256", derive(code, "proof")).update(`${side}|`).update(exported).digest();
}

/** Whether a proof is the one that code and connection make. */
export function checkEnrolment(code: string, side: EnrolmentSide, exported: Uint8Array, proof: Uint8Array): boolean {
  const expected = proveEnrolment(code, side, exported);
  return proof.byteLength === expected.byteLength && timingSafeEqual(expected, proof);
}

/** The label under which both ends export the connection's secret. */
export const enrolmentLabel = "EXPORTER-chartwell-enrolment";

function derive(code: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync("sha256", code, new Uint8Array(0), `chartwell/enrolment/${purpose}`, 32));
}
