import { type ReactNode, useEffect, useRef, useState } from "react";

export interface CopySectionProps {
  readonly title: string;
  readonly text: string;
}

const clearAfterMs = 60_000;

/**
 * Copies one section for the clinic's own chart system and clears the clipboard after a minute,
 * but only when it still holds these words: what a person copied since is theirs.
 */
export function CopySection({ title, text }: CopySectionProps): ReactNode {
  const [state, setState] = useState<"idle" | "copied" | "refused">("idle");
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);

  useEffect(() => {
    if (state === "idle") return undefined;
    const back = setTimeout(() => setState("idle"), 4_000);
    return () => clearTimeout(back);
  }, [state]);

  async function copyText(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      setState("refused");
      return;
    }
    setState("copied");
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = setTimeout(() => void clearWhenOurs(text), clearAfterMs);
  }

  // jsdom and locked-down windows have no clipboard; a button that cannot work is not shown.
  if (text === "" || !("clipboard" in navigator)) return null;
  const words = { idle: "Copy", copied: "Copied, clears in a minute", refused: "Copying is locked here" }[state];
  return (
    <button type="button" className="note-link" aria-label={`Copy ${title}${state === "idle" ? "" : `: ${words}`}`} onClick={() => void copyText()}>
      {words}
    </button>
  );
}

async function clearWhenOurs(text: string): Promise<void> {
  try {
    const held = await navigator.clipboard.readText();
    if (held === text) await navigator.clipboard.writeText("");
  } catch {
    // Reading was refused, so whose words they are is unknown; clinical text is the worse thing to leave lying.
    await navigator.clipboard.writeText("").catch(() => undefined);
  }
}
