import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { type DeliveryId, DeliveryIdSchema, type NoteId } from "../../../shared/domain/ids.ts";
import type { Section } from "../../../shared/domain/note.ts";
import { mintId } from "../../vault/ids.ts";
import { type Key, seal, unseal } from "../../vault/keys/seal.ts";
import { sealTo } from "../../vault/keys/seal-to.ts";
import { writeWhole } from "../../vault/write-whole.ts";
import { readMessage, writeMessage } from "../../wire/codec.ts";
import { bindDelivery, type Delivered, writeDelivered } from "../../wire/deliveries.ts";
import type { Holder } from "./people.ts";

/** What waits here for the host: sealed to it, so that this computer itself cannot read it back. */
export interface Waiting {
  readonly deliveryId: DeliveryId;
  readonly sealed: Uint8Array;
  readonly isNote: boolean;
}

/** Whose outbox entry it is, and what seals it. */
export interface Sender {
  readonly tag: string;
  readonly holder: Holder;
  /** Seals the person's own copy, which shows them what they wrote when they come back before the host does. */
  readonly key: Key;
}

export interface Outbox {
  /** An entry is on its way: what replaces it says that it follows it. */
  noteAttempt(id: DeliveryId): void;
  /** Keeps what is to be delivered; it is on the disk when this returns. A note that waits already is replaced by its newer state, in its place. */
  add(sender: Sender, what: Delivered["what"], now: string): DeliveryId;
  /** What this person wrote in a note that still waits, and the revision it was written from. */
  findNote(sender: Sender, noteId: NoteId): { revision: number; sections: Section[] } | null;
  /** Everything that waits, in the order it was made. */
  list(): Waiting[];
  countNotes(): number;
  remove(id: DeliveryId): void;
  /** The host would not have it: kept aside, for its author to see. */
  setAside(id: DeliveryId): void;
}

const EntrySchema = z.strictObject({
  deliveryId: DeliveryIdSchema,
  tag: z.string(),
  /** Which note, for its author alone to recognise. */
  noteMark: z.string().nullable(),
  sealed: z.instanceof(Uint8Array),
  own: z.instanceof(Uint8Array),
});
type Entry = z.output<typeof EntrySchema>;

type NoteWritten = Extract<Delivered["what"], { kind: "note" }>;
const mostFollowed = 20;
const nameForm = /^(\d{12})\.sealed$/;

/** Opens the outbox: a file an entry, numbered in order. */
export function openOutbox(folder: string): Outbox {
  /** Made by this very program and never on its way: nobody can have them. What an earlier program left may be with the host. */
  const unsent = new Set<DeliveryId>();

  function readAll(): { name: string; entry: Entry }[] {
    const names = existsSync(folder) ? readdirSync(folder).sort() : [];
    return names.flatMap((name) => {
      const parsed = nameForm.test(name) ? EntrySchema.safeParse(readMessage(readFileSync(join(folder, name)))) : null;
      return parsed?.success === true ? [{ name, entry: parsed.data }] : [];
    });
  }

  function nextName(): string {
    const last = existsSync(folder)
      ? readdirSync(folder)
          .filter((name) => nameForm.test(name))
          .sort()
          .at(-1)
      : undefined;
    return `${String(Number(last?.slice(0, 12) ?? 0) + 1).padStart(12, "0")}.sealed`;
  }

  const markNote = (tag: string, noteId: NoteId) => `${tag}|${noteId}`;
  const bindOwn = (deliveryId: string) => `shelter/outbox|${deliveryId}`;
  const findWaiting = (tag: string, noteId: NoteId) => readAll().find(({ entry }) => entry.noteMark === markNote(tag, noteId));

  function openOwn({ key }: Sender, entry: Entry): NoteWritten | null {
    const opened = unseal(key, bindOwn(entry.deliveryId), entry.own);
    if (opened === null) return null;
    const what = JSON.parse(opened.toString("utf8")) as NoteWritten;
    opened.fill(0);
    return what;
  }

  function follow(given: NoteWritten, before: NoteWritten, earlier: DeliveryId): NoteWritten {
    const after = unsent.has(earlier) ? before.after : [...before.after, earlier].slice(-mostFollowed);
    return { ...given, revision: before.revision, after, asked: before.asked };
  }

  return {
    noteAttempt: (id) => void unsent.delete(id),
    add(sender, given, now) {
      const { tag, holder, key } = sender;
      const found = given.kind === "note" ? findWaiting(tag, given.noteId) : undefined;
      const before = found === undefined ? null : openOwn(sender, found.entry);
      // A note goes on from the revision the host had of it, however often it is written here meanwhile.
      const what = given.kind === "note" && before !== null && found !== undefined ? follow(given, before, found.entry.deliveryId) : given;
      // A new id each time: an earlier state may have been delivered a moment ago, its answer still on the way.
      const deliveryId = mintId("dlv", DeliveryIdSchema);
      const delivered: Delivered = { deliveryId, grantId: holder.grantId, userId: holder.user.id, madeAt: now, what };
      const plain = writeDelivered(delivered, Buffer.from(holder.secret, "base64"));
      // Its author reads a note again; of what else they did here nothing is kept that opens here.
      const own = Buffer.from(what.kind === "note" ? JSON.stringify(what) : "", "utf8");
      const entry: Entry = {
        ...{ deliveryId, tag, noteMark: what.kind === "note" ? markNote(tag, what.noteId) : null },
        ...{
          sealed: Uint8Array.from(sealTo(holder.spoolKey, bindDelivery(deliveryId), plain)),
          own: Uint8Array.from(seal(key, bindOwn(deliveryId), own)),
        },
      };
      plain.fill(0);
      own.fill(0);
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      unsent.add(deliveryId);
      writeWhole(join(folder, found?.name ?? nextName()), writeMessage(entry));
      return deliveryId;
    },
    findNote(sender, noteId) {
      const found = findWaiting(sender.tag, noteId);
      return found === undefined ? null : openOwn(sender, found.entry);
    },
    list: () => readAll().map(({ entry }) => ({ deliveryId: entry.deliveryId, sealed: entry.sealed, isNote: entry.noteMark !== null })),
    countNotes: () => readAll().filter(({ entry }) => entry.noteMark !== null).length,
    remove(id) {
      for (const { name, entry } of readAll()) if (entry.deliveryId === id) rmSync(join(folder, name), { force: true });
    },
    setAside(id) {
      for (const { name, entry } of readAll()) if (entry.deliveryId === id) renameSync(join(folder, name), join(folder, `${id}.refused`));
    },
  };
}
