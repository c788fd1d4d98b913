import type { ReactElement } from "react";
import { AskError } from "../api/index.ts";
import { Notice } from "../ui/index.ts";
import { wordsFor } from "../words/index.ts";

/** Says why something was refused; nothing when nothing was. */
export function FailureNotice({ error }: { readonly error: Error | null }): ReactElement | null {
  if (error === null) return null;
  const code = error instanceof AskError ? error.code : "app.unexpected";
  const words = wordsFor(code);
  return (
    <Notice tone="refused" title={words.title} code={code}>
      {words.body} {words.next}
    </Notice>
  );
}
