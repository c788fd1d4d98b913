import { createHash } from "node:crypto";
import { clipboard } from "electron";

/** The system's clipboard, for one thing: words of a note on their way into the clinic's chart system. */
export interface NoteClipboard {
  copy(text: string): void;
  /** Clears it, if it still holds what was copied here: what a person copied since is theirs. */
  clear(): void;
}

const clearAfterMs = 60_000;

/** Makes the clipboard; what it was given goes after a minute, when a session ends, and when the program leaves. */
export function createNoteClipboard(): NoteClipboard {
  let held: string | null = null;
  let timer: NodeJS.Timeout | undefined;
  const digest = (text: string) => createHash("sha256").update(text).digest("hex");

  async function clearIfOurs(copied: string): Promise<void> {
    // Reading is synchronous in some versions of the runtime and not in others; both are awaited.
    if (digest(await clipboard.readText()) === copied) clipboard.clear();
  }

  function clear(): void {
    clearTimeout(timer);
    if (held !== null) void clearIfOurs(held);
    held = null;
  }

  return {
    copy(text) {
      void clipboard.writeText(text);
      held = digest(text);
      clearTimeout(timer);
      timer = setTimeout(clear, clearAfterMs);
    },
    clear,
  };
}
