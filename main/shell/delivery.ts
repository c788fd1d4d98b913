import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { BrowserWindow, dialog, session } from "electron";
import { failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import type { Delivery, PageNumbers } from "../workflows/export-record.ts";
import { confineContents } from "./confine.ts";

/** Writes packages where the person chooses, whole or not at all, and renders letters as PDF. */
export function createDelivery(): Delivery {
  return {
    async choosePlace(suggestedName) {
      const chosen = await dialog.showSaveDialog({ title: "Save the record", defaultPath: suggestedName, properties: ["dontAddToRecent"] });
      return chosen.canceled || chosen.filePath === "" ? null : chosen.filePath;
    },
    async chooseFolder() {
      const chosen = await dialog.showOpenDialog({ title: "Choose a folder", properties: ["openDirectory", "createDirectory", "dontAddToRecent"] });
      return chosen.canceled ? null : (chosen.filePaths[0] ?? null);
    },
    write: async (place, bytes) => {
      const staged = `${place}.part`;
      try {
        writeFlushed(staged, bytes);
        renameSync(staged, place);
        return ok(null);
      } catch {
        rmSync(staged, { force: true });
        return err(failure("export.destination-unwritable"));
      }
    },
    renderPdf,
  };
}

function writeFlushed(path: string, bytes: Uint8Array): void {
  const file = openSync(path, "w", 0o600);
  try {
    for (let offset = 0; offset < bytes.byteLength; ) offset += writeSync(file, bytes, offset);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

const partition = "letters";
const scheme = "letter";
/** Pages being rendered, by number: a merged letter of many hundred people is longer than an address may be. */
const pages = new Map<string, string>();
let pageCount = 0;

/** Serves the pages being rendered to their own windows, from memory; nothing is written to disk. */
function servePages(): void {
  const { protocol } = session.fromPartition(partition);
  if (protocol.isProtocolHandled(scheme)) return;
  protocol.handle(scheme, ({ url }) => {
    const page = pages.get(new URL(url).pathname.replaceAll("/", ""));
    return page === undefined ? new Response(null, { status: 404 }) : new Response(page, { headers: { "content-type": "text/html; charset=utf-8" } });
  });
}

/** Renders HTML in a hidden window without scripts, session or network. */
async function renderPdf(html: string, numbers: PageNumbers = "numbered"): Promise<Uint8Array> {
  servePages();
  pageCount += 1;
  const name = String(pageCount);
  pages.set(name, html);
  const page = new BrowserWindow({
    show: false,
    webPreferences: { partition, sandbox: true, contextIsolation: true, javascript: false, spellcheck: false },
  });
  confineContents(page.webContents);
  try {
    await page.loadURL(`${scheme}://page/${name}`);
    const footer =
      '<div style="font-size:8px;width:100%;text-align:center">Page <span class="pageNumber"></span> of <span class="totalPages"></span></div>';
    return await page.webContents.printToPDF({
      pageSize: "Letter",
      generateTaggedPDF: true,
      generateDocumentOutline: true,
      displayHeaderFooter: numbers === "numbered",
      headerTemplate: "<div></div>",
      footerTemplate: footer,
    });
  } finally {
    pages.delete(name);
    page.destroy();
  }
}
