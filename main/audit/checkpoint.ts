import { createHash, createPublicKey, type KeyObject, sign, verify } from "node:crypto";

/** A statement, signed by the installation, of how long the log was and what its tree's root was. */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Buffer;
  /** Lines after the root: `head …`, `ts …`, and what later versions add; signed with the rest. */
  readonly extensions: readonly string[];
}

/** The public half of a checkpoint key, as it is handed to whoever keeps the checkpoints. */
export interface CheckpointKey {
  readonly name: string;
  readonly publicKey: Buffer;
}

const ed25519 = Buffer.of(1);
const keyIdBytes = 4;
const signatureBytes = 64;

interface OpenKey {
  /** The four bytes by which a signature line names its key (C2SP signed-note). */
  readonly id: Buffer;
  readonly verifying: KeyObject;
}

/** Keys made ready once: a log of a million entries has thousands of checkpoints under a handful of keys. */
const openKeys = new WeakMap<CheckpointKey, OpenKey>();

function openKey(key: CheckpointKey): OpenKey {
  const known = openKeys.get(key);
  if (known !== undefined) return known;
  const id = nameKey(key);
  const verifying = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: key.publicKey.toString("base64url") }, format: "jwk" });
  openKeys.set(key, { id, verifying });
  return { id, verifying };
}

function nameKey({ name, publicKey }: CheckpointKey): Buffer {
  return createHash("sha256").update(`${name}\n`).update(ed25519).update(publicKey).digest().subarray(0, keyIdBytes);
}

/** Writes a checkpoint as a C2SP signed note under an Ed25519 key. */
export function signCheckpoint(checkpoint: Checkpoint, key: CheckpointKey, privateKey: KeyObject): string {
  const lines = [checkpoint.origin, String(checkpoint.size), checkpoint.root.toString("base64"), ...checkpoint.extensions];
  if (lines.some((line) => line === "" || line.includes("\n"))) throw new TypeError("a checkpoint line is one line and not empty");
  const body = `${lines.join("\n")}\n`;
  const signature = Buffer.concat([nameKey(key), sign(null, Buffer.from(body, "utf8"), privateKey)]);
  return `${body}\n— ${key.name} ${signature.toString("base64")}\n`;
}

/** Reads a signed checkpoint; null unless this key signed exactly these bytes. */
export function openCheckpoint(note: string, key: CheckpointKey): Checkpoint | null {
  const end = note.indexOf("\n\n");
  if (end === -1) return null;
  const body = note.slice(0, end + 1);
  const signed = note
    .slice(end + 2)
    .split("\n")
    .some((line) => isSignature(line, body, key));
  return signed ? readBody(body) : null;
}

function isSignature(line: string, body: string, key: CheckpointKey): boolean {
  const prefix = `— ${key.name} `;
  if (!line.startsWith(prefix)) return false;
  const encoded = line.slice(prefix.length);
  const bytes = Buffer.from(encoded, "base64");
  // Node reads base64 leniently; a note has one spelling only.
  if (bytes.length !== keyIdBytes + signatureBytes || bytes.toString("base64") !== encoded) return false;
  const { id, verifying } = openKey(key);
  return bytes.subarray(0, keyIdBytes).equals(id) && verify(null, Buffer.from(body, "utf8"), verifying, bytes.subarray(keyIdBytes));
}

function readBody(body: string): Checkpoint | null {
  const [origin = "", size = "", root = "", ...extensions] = body.slice(0, -1).split("\n");
  const rootBytes = Buffer.from(root, "base64");
  if (origin === "" || !/^(0|[1-9][0-9]{0,15})$/.test(size) || rootBytes.length !== 32) return null;
  return { origin, size: Number(size), root: rootBytes, extensions };
}
