/** A transcript's XML is a few megabytes; an archive that unpacks to more is not one. */
const largestXmlBytes = 30 * 1024 * 1024;

/** Reads a Word document's paragraphs as lines; null when it is none or is broken. */
export async function readDocx(bytes: Uint8Array): Promise<string | null> {
  const { configure, Uint8ArrayReader, ZipReader } = await import("@zip.js/zip.js");
  configure({ useWebWorkers: false });
  const zip = new ZipReader(new Uint8ArrayReader(bytes));
  try {
    const entry = (await zip.getEntries()).find((candidate) => candidate.filename === "word/document.xml");
    if (entry === undefined || entry.directory || entry.uncompressedSize > largestXmlBytes) return null;
    const chunks: Uint8Array[] = [];
    await entry.getData(collectInto(chunks));
    const xml = new TextDecoder().decode(Buffer.concat(chunks));
    return /<\/w:document>\s*$/.test(xml.slice(-200)) ? readParagraphs(xml) : null;
  } catch {
    return null;
  } finally {
    await zip.close().catch(() => undefined);
  }
}

/** Counts while unpacking: the size an archive declares is only its word. */
function collectInto(chunks: Uint8Array[]): WritableStream<Uint8Array> {
  let total = 0;
  return new WritableStream({
    write(chunk) {
      total += chunk.byteLength;
      if (total > largestXmlBytes) throw new RangeError("unpacks to more than a transcript");
      chunks.push(chunk);
    },
  });
}

/** One pass over the tags that carry words, so that broken XML costs no more than sound XML. */
function readParagraphs(xml: string): string {
  const out: string[] = [];
  for (const [, close, tag, words] of xml.matchAll(/<(\/?)w:(p|t|br|tab|cr)(?:\s[^<>]*)?>([^<]*)/g)) {
    if (tag === "p" && close === "/") out.push("\n");
    else if (tag === "br" || tag === "cr") out.push("\n");
    else if (tag === "tab") out.push(" ");
    else if (tag === "t" && close === "") out.push(decodeXml(words ?? ""));
  }
  return out.join("");
}

function decodeXml(text: string): string {
  return text
    .replace(/&#x([0-9a-f]{1,6});/gi, (_whole, hex: string) => toCharacter(Number.parseInt(hex, 16)))
    .replace(/&#(\d{1,7});/g, (_whole, digits: string) => toCharacter(Number(digits)))
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&apos;", "'")
    .replaceAll("&amp;", "&");
}

function toCharacter(code: number): string {
  return code > 0x10ffff ? "" : String.fromCodePoint(code);
}
