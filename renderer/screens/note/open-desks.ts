import type { NoteId } from "../../../shared/domain/ids.ts";
import type { Desk } from "./note-desk.ts";
import type { Typing } from "./typing.ts";

/** A note on a desk, and what is typed beside it. */
export interface OpenNote {
  readonly desk: Desk;
  readonly typing: Typing;
}

/*
 * Every desk with something on it. A note that is left is saved; one that could not be saved stays
 * here, is spoken of on every screen, and is found again as it was when its note is opened.
 */
const open = new Map<NoteId, OpenNote>();
const listeners = new Set<() => void>();
let unkept = 0;

/** The note's desk as it was left, or a new one. */
export function takeDesk(id: NoteId, begin: () => OpenNote): OpenNote {
  const found = open.get(id) ?? begin();
  open.set(id, found);
  return found;
}

/** Saves what is on a desk and clears it away; one that cannot be saved stays. */
export async function leaveDesk(id: NoteId, left: OpenNote): Promise<void> {
  const isKept = await settleNote(left);
  if (isKept && open.get(id) === left) open.delete(id);
  tell();
}

/** Saves whatever is on any desk; true when all of it is kept. */
export async function settleDesks(): Promise<boolean> {
  const settled = await Promise.all([...open.values()].map(settleNote));
  tell();
  return settled.every(Boolean);
}

/** How many notes hold words that could not be saved. */
export const countUnkept = (): number => unkept;

/** Hears when that number may have changed; gives the way to stop. */
export function listenForUnkept(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

async function settleNote({ desk, typing }: OpenNote): Promise<boolean> {
  const [isKept, isTypedKept] = await Promise.all([desk.settle(), typing.settle()]);
  return isKept && isTypedKept;
}

function tell(): void {
  unkept = [...open.values()].filter(({ desk, typing }) => desk.read().keeping === "refused" || typing.read().keeping === "refused").length;
  for (const listener of listeners) listener();
}
