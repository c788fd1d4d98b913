/** Writes rows as CSV (RFC 4180), every cell quoted. */
export function writeCsv(rows: readonly (readonly (string | number)[])[]): string {
  return `${rows.map((row) => row.map(writeCell).join(",")).join("\r\n")}\r\n`;
}

/** Quotes a cell; one that a spreadsheet would take for a formula is kept as text. */
function writeCell(value: string | number): string {
  const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return `"${text.replaceAll('"', '""')}"`;
}
