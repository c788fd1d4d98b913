import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { configure, Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from "@zip.js/zip.js";
import { z } from "zod";

configure({ useWebWorkers: false });

const ManifestSchema = z.object({ files: z.array(z.object({ name: z.string(), sha256: z.string() })).min(3) });

/** Opens an exported package as its recipient would, checks every hash, and lays the files out. */
export async function openPackage({ path, passphrase }: { path: string; passphrase: string }, into: string): Promise<string[]> {
  const outer = await unpack(readFileSync(path), passphrase);
  const inner = outer.get("record.zip");
  if (inner === undefined) throw new Error("the package holds no record");
  const files = await unpack(inner, null);
  const manifest = ManifestSchema.parse(JSON.parse(Buffer.from(files.get("manifest.json") ?? []).toString("utf8")));
  for (const { name, sha256 } of manifest.files) {
    const bytes = files.get(name);
    if (bytes === undefined || createHash("sha256").update(bytes).digest("hex") !== sha256) throw new Error(`${name} is not as its manifest says`);
  }
  for (const [name, bytes] of files) {
    mkdirSync(dirname(join(into, name)), { recursive: true });
    writeFileSync(join(into, name), bytes);
  }
  return [...files.keys()];
}

async function unpack(bytes: Uint8Array, password: string | null): Promise<Map<string, Uint8Array>> {
  const zip = new ZipReader(new Uint8ArrayReader(bytes), password === null ? {} : { password });
  const files = new Map<string, Uint8Array>();
  for (const entry of await zip.getEntries()) if (!entry.directory) files.set(entry.filename, await entry.getData(new Uint8ArrayWriter()));
  return files;
}
