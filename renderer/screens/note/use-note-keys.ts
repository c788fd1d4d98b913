import { useEffect, useEffectEvent } from "react";

/** What the keys of the workspace do. Ctrl+K is the frame's, so keys with a modifier pass by. */
export interface NoteKeys {
  readonly next: () => void;
  readonly jump: () => void;
  readonly accept: () => void;
  readonly edit: () => void;
  readonly remove: () => void;
  readonly undo: () => void;
  /** A new sentence in the section of the chosen one. */
  readonly add: () => void;
  /** The section of the chosen sentence, drafted again. */
  readonly redraft: () => void;
  readonly sign: () => void;
  readonly up: () => void;
  readonly down: () => void;
  readonly help: () => void;
  readonly escape: () => void;
}

const keyNames: Readonly<Record<string, keyof NoteKeys>> = {
  n: "next",
  s: "jump",
  a: "accept",
  e: "edit",
  x: "remove",
  z: "undo",
  i: "add",
  d: "redraft",
  r: "sign",
  arrowup: "up",
  arrowdown: "down",
  "?": "help",
  escape: "escape",
};

/** Places where a key belongs to what has focus: typing, dialogs, open lists, tabs. */
const ownKeys =
  "input, textarea, select, [contenteditable='true'], [role='dialog'], [role='alertdialog'], [role='listbox'], [role='menu'], [role='tablist']";
/** Places that move or scroll by the arrow keys themselves. */
const ownArrows = "[data-own-arrows]";

/** Whether a key belongs to what has focus, and not to the screen. */
export function belongsToFocus(event: KeyboardEvent): boolean {
  return event.defaultPrevented || (event.target instanceof Element && event.target.closest(ownKeys) !== null);
}

/** Listens for the workspace's keys while it is on screen and nobody is typing. */
export function useNoteKeys(keys: NoteKeys, isActive: boolean): void {
  const handle = useEffectEvent((event: KeyboardEvent) => {
    const name = keyNames[event.key.toLowerCase()];
    if (name === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    if (belongsToFocus(event)) return;
    const target = event.target instanceof Element ? event.target : null;
    if (event.key.startsWith("Arrow") && target?.closest(ownArrows)) return;
    event.preventDefault();
    keys[name]();
  });
  useEffect(() => {
    if (!isActive) return undefined;
    const listen = (event: KeyboardEvent): void => handle(event);
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [isActive]);
}
