import { type Checkpoint, type CheckpointKey, openCheckpoint } from "./checkpoint.ts";

const endorsement = "next-key ";

/** The extension line by which a checkpoint hands its signing on to a new key. */
export function writeEndorsement({ name, publicKey }: CheckpointKey): string {
  return `${endorsement}${name} ${publicKey.toString("base64")}`;
}

/** The key a checkpoint hands on to, or null. */
export function readEndorsement({ extensions }: Pick<Checkpoint, "extensions">): CheckpointKey | null {
  const [name, encoded = ""] = (extensions.find((line) => line.startsWith(endorsement)) ?? "").slice(endorsement.length).split(" ");
  const publicKey = Buffer.from(encoded, "base64");
  return name === undefined || name === "" || publicKey.byteLength !== 32 ? null : { name, publicKey };
}

/**
 * Opens checkpoints with the oldest trusted key and every key it hands on to, shortest log first.
 * Once a key has handed on it signs no more: whoever keeps an old key cannot go on with it. Null
 * when one of them is signed by no key in that line.
 */
export function openLine(notes: readonly string[], oldest: CheckpointKey): Checkpoint[] | null {
  const inOrder = [...new Set(notes)].sort((one, other) => readSize(one) - readSize(other));
  let keys: readonly { readonly key: CheckpointKey; readonly until: number }[] = [{ key: oldest, until: Number.POSITIVE_INFINITY }];
  const opened: Checkpoint[] = [];
  for (const note of inOrder) {
    const found = openWithAny(note, keys);
    if (found === null) return null;
    opened.push(found);
    const next = readEndorsement(found);
    if (next !== null && !keys.some(({ key }) => key.publicKey.equals(next.publicKey))) {
      keys = [...keys.map(({ key, until }) => ({ key, until: Math.min(until, found.size) })), { key: next, until: Number.POSITIVE_INFINITY }];
    }
  }
  return opened;
}

function openWithAny(note: string, keys: readonly { readonly key: CheckpointKey; readonly until: number }[]): Checkpoint | null {
  for (const { key, until } of keys) {
    const opened = openCheckpoint(note, key);
    if (opened !== null && opened.size <= until) return opened;
  }
  return null;
}

/** The size a note claims, before anything vouches for it: only to put notes in order. */
function readSize(note: string): number {
  const claimed = Number(note.split("\n", 2)[1]);
  return Number.isSafeInteger(claimed) ? claimed : 0;
}
