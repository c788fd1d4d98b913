import { type ReactNode, useEffect, useState } from "react";
import type { NoteId } from "../../../shared/domain/ids.ts";
import { useCopySection } from "../../api/index.ts";
import { t } from "../../words/language.ts";

export interface CopySectionProps {
  readonly noteId: NoteId;
  readonly sectionId: string;
  readonly title: string;
}

const sayForMs = 4_000;

/** Copies one section for the clinic's own chart system; the clipboard forgets it after a minute. */
export function CopySection({ noteId, sectionId, title }: CopySectionProps): ReactNode {
  const copy = useCopySection();
  const [said, setSaid] = useState<string | null>(null);
  useEffect(() => {
    if (said === null) return undefined;
    const back = setTimeout(() => setSaid(null), sayForMs);
    return () => clearTimeout(back);
  }, [said]);
  function press(): void {
    copy.mutate({ noteId, sectionId }, { onSuccess: () => setSaid(t("Copied, clears in a minute")), onError: () => setSaid(t("Not copied")) });
  }
  return (
    <button
      type="button"
      className="note-link"
      aria-label={t("Copy {title}{said}", { title, said: said === null ? "" : `: ${said}` })}
      onClick={press}
    >
      {said ?? t("Copy")}
    </button>
  );
}
