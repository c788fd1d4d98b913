import { configure, TextWriter, Uint8ArrayReader, ZipReader } from "@zip.js/zip.js";

configure({ useWebWorkers: false });

/** A transcript's XML is a few megabytes; an archive that unpacks to more is not one. */
const largestXmlBytes = 60 * 1024 * 1024;

/** Reads a Word document's paragraphs as lines; null when it is none or is broken. */
export async function readDocx(bytes: Uint8Array): Promise<string | null> {
  const zip = new ZipReader(new Uint8ArrayReader(bytes));
  try {
    const entry = (await zip.getEntries()).find((candidate) => candidate.filename === "word/document.xml");
    if (entry === undefined || entry.directory || entry.uncompressedSize > largestXmlBytes) return null;
    const xml = await entry.getData(new TextWriter());
    return xml.length > largestXmlBytes ? null : readParagraphs(xml);
  } catch {
    return null;
  } finally {
    await zip.close().catch(() => undefined);
  }
}

function readParagraphs(xml: string): string {
  const paragraphs = xml.match(/<w:p[ >].*?<\/w:p>/gs) ?? [];
  return paragraphs
    .map((paragraph) =>
      [...paragraph.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>|<w:(br|tab|cr)\b[^>]*\/?>/g)]
        .map(([, words, mark]) => (mark === undefined ? decodeXml(words ?? "") : mark === "tab" ? " " : "\n"))
        .join(""),
    )
    .join("\n");
}

function decodeXml(text: string): string {
  return text
    .replace(/&#x([0-9a-f]+);/gi, (_whole, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replace(/&#(\d+);/g, (_whole, digits: string) => String.fromCodePoint(Number(digits)))
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&apos;", "'")
    .replaceAll("&amp;", "&");
}
