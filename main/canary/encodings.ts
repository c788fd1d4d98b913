/** Every way a planted text could lie in a file or on a wire, as bytes. */
export function listEncodings(planted: string): { name: string; bytes: Buffer }[] {
  const forms = new Set([planted, planted.toLowerCase(), planted.toUpperCase(), planted.normalize("NFD")]);
  return [...forms].flatMap((text) => [
    { name: "utf-8", bytes: Buffer.from(text, "utf8") },
    { name: "utf-16le", bytes: Buffer.from(text, "utf16le") },
    { name: "utf-16be", bytes: Buffer.from(text, "utf16le").swap16() },
    { name: "hex", bytes: Buffer.from(Buffer.from(text, "utf8").toString("hex")) },
    { name: "percent", bytes: Buffer.from(encodeURIComponent(text)) },
    { name: "json", bytes: Buffer.from(JSON.stringify(text).slice(1, -1)) },
    ...listBase64(text),
  ]);
}

/** Shorter pieces turn up by chance in encrypted bytes and would prove nothing. */
const shortestPiece = 7;

/** Base 64 depends on where the text begins; for each of the three alignments the characters it alone decides are looked for. */
function listBase64(text: string): { name: string; bytes: Buffer }[] {
  const raw = Buffer.from(text, "utf8");
  return [0, 1, 2].flatMap((shift) => {
    const encoded = Buffer.concat([Buffer.alloc(shift), raw]).toString("base64");
    const piece = encoded.slice(Math.ceil((shift * 8) / 6), Math.floor(((shift + raw.length) * 8) / 6));
    return piece.length < shortestPiece ? [] : [{ name: "base64", bytes: Buffer.from(piece) }];
  });
}
