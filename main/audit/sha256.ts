import * as crypto from "node:crypto";

/** Bytes spelled as a string: two hex digits to a byte, or one character (`binary`), which costs least to carry on. */
type Spelling = "hex" | "binary";

/**
 * SHA-256 of a text's UTF-8 bytes. One call into the library where there is such a call (Node.js 20.12):
 * an object per hash costs more than hashing an entry does.
 */
export const hashText: (text: string, spelling: Spelling) => string =
  typeof crypto.hash === "function"
    ? (text, spelling) => crypto.hash("sha256", text, spelling)
    : (text, spelling) => crypto.createHash("sha256").update(text, "utf8").digest(spelling);

/** SHA-256 of bytes. */
export const hashBytes: (bytes: Uint8Array, spelling: Spelling) => string =
  typeof crypto.hash === "function"
    ? (bytes, spelling) => crypto.hash("sha256", bytes, spelling)
    : (bytes, spelling) => crypto.createHash("sha256").update(bytes).digest(spelling);
