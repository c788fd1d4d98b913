import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What two programs must have in common to understand one another: the contract, the domain, and how they speak over the wire. */
const rooms = ["shared", "main/wire"];

/** SHA-256 over the sources of the contract, line ends aside: it changes when anything two programs say to one another does. */
export function markContract(root: string): string {
  const digest = createHash("sha256");
  for (const room of rooms) {
    const files = readdirSync(join(root, room), { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
    for (const file of files.sort()) {
      digest.update(`${room}/${file.replaceAll("\\", "/")}\n`);
      digest.update(readFileSync(join(root, room, file), "utf8").replaceAll("\r\n", "\n"));
    }
  }
  return digest.digest("hex");
}
