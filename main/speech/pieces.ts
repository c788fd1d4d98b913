/** Puts text pieces together: "▁" stands for a space, "<0xE2>" for a byte. A number beyond the list is no text. */
export function joinPieces(pieces: readonly number[], vocabulary: readonly string[]): string {
  const bytes: number[] = [];
  for (const number of pieces) {
    const piece = vocabulary[number] ?? "";
    const byte = /^<0x([0-9A-F]{2})>$/.exec(piece)?.[1];
    if (byte !== undefined) bytes.push(Number.parseInt(byte, 16));
    else if (!/^<.*>$/.test(piece)) bytes.push(...Buffer.from(piece.replaceAll("▁", " "), "utf8"));
  }
  return Buffer.from(bytes).toString("utf8").replace(/\s+/g, " ").trim();
}
