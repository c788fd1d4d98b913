/** How every page that leaves on paper is set. */
export const printStyle = `
  @page { size: Letter; margin: 20mm 22mm; }
  body { font: 11pt/1.5 "Source Serif 4", Georgia, serif; color: #1c1b19; }
  h1 { font-size: 15pt; margin: 14pt 0 8pt; } h2 { font-size: 11.5pt; margin: 12pt 0 2pt; break-after: avoid; }
  p { margin: 0 0 5pt; white-space: pre-line; } .small, .return { font-size: 9pt; color: #4c4740; }
  .sheet { break-after: page; } .sheet:last-child { break-after: auto; }
  address { font-style: normal; min-height: 24mm; margin: 6mm 0 8mm; white-space: pre-line; } .closing { margin-top: 14pt; break-inside: avoid; }
  table { border-collapse: collapse; width: 100%; margin: 4pt 0 10pt; font-size: 9.5pt; font-variant-numeric: tabular-nums; }
  th, td { text-align: left; vertical-align: top; padding: 3pt 8pt 3pt 0; border-bottom: 0.5pt solid #c9c2b6; } th { font-weight: 600; }
  thead { display: table-header-group; } tr { break-inside: avoid; }
  dl { display: grid; grid-template-columns: 34% 1fr; margin: 0 0 8pt; } dt, dd { margin: 0; padding: 3pt 0; border-bottom: 0.5pt solid #e4ddd1; } dt { color: #4c4740; }`;
