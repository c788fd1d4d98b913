import { BrowserWindow, session } from "electron";
import { createQueue } from "../../shared/queue.ts";
import type { PrintOptions } from "../workflows/delivery.ts";
import { confineContents } from "./confine.ts";

const partition = "letters";
const scheme = "letter";
/** A hidden window costs a process; one that was just used is kept for the next page, this long, and then destroyed with what it showed. */
const keptMs = 3_000;

/** Pages being rendered, by number: a merged letter of many hundred people is longer than an address may be. */
const pages = new Map<string, string>();
let pageCount = 0;
let printer: { readonly window: BrowserWindow; closing: NodeJS.Timeout | null } | null = null;
const inTurn = createQueue();

/** Renders HTML as a tagged PDF in a hidden window without scripts, session or network; one page after another. */
export function printPdf(html: string, options: PrintOptions = {}): Promise<Uint8Array> {
  return inTurn(() => printNow(html, options));
}

async function printNow(html: string, { pages: numbers = "numbered", foot = "" }: PrintOptions): Promise<Uint8Array> {
  servePages();
  pageCount += 1;
  const name = String(pageCount);
  pages.set(name, html);
  const held = takePrinter();
  try {
    await held.window.loadURL(`${scheme}://page/${name}`);
    return await held.window.webContents.printToPDF({
      pageSize: "Letter",
      generateTaggedPDF: true,
      generateDocumentOutline: true,
      displayHeaderFooter: numbers === "numbered",
      headerTemplate: "<div></div>",
      footerTemplate: writeFoot(foot),
    });
  } finally {
    pages.delete(name);
    held.closing = setTimeout(closePrinter, keptMs);
  }
}

/** Whose page it is and which of how many: every sheet can be told apart when they fall to the floor. */
function writeFoot(foot: string): string {
  const safe = foot.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
  const style = "font-size:8px;width:100%;padding:0 20mm;display:flex;justify-content:space-between;font-family:serif;color:#4c4740";
  return `<div style="${style}"><span>${safe}</span><span>Page <span class="pageNumber"></span> of <span class="totalPages"></span></span></div>`;
}

function takePrinter(): NonNullable<typeof printer> {
  if (printer !== null && !printer.window.isDestroyed()) {
    if (printer.closing !== null) clearTimeout(printer.closing);
    return printer;
  }
  const window = new BrowserWindow({
    show: false,
    webPreferences: { partition, sandbox: true, contextIsolation: true, javascript: false, spellcheck: false },
  });
  confineContents(window.webContents);
  printer = { window, closing: null };
  return printer;
}

/** Ends the hidden window with what it showed: after a while, and whenever a session ends. */
export function closePrinter(): void {
  if (printer?.closing != null) clearTimeout(printer.closing);
  printer?.window.destroy();
  printer = null;
}

/** Serves the pages being rendered to their own window, from memory; nothing is written to disk. */
function servePages(): void {
  const { protocol } = session.fromPartition(partition);
  if (protocol.isProtocolHandled(scheme)) return;
  protocol.handle(scheme, ({ url }) => {
    const page = pages.get(new URL(url).pathname.replaceAll("/", ""));
    if (page === undefined) return new Response(null, { status: 404 });
    return new Response(page, { headers: { "content-type": "text/html; charset=utf-8" } });
  });
}
