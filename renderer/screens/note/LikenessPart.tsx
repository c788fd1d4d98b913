import type { ReactNode } from "react";
import type { NoteId } from "../../../shared/domain/ids.ts";
import type { Section } from "../../../shared/domain/note.ts";
import { useLikeness } from "../../api/index.ts";
import { Notice } from "../../ui/index.ts";
import { formatSome } from "../../words/index.ts";
import { t } from "../../words/language.ts";
import { findSentence } from "./sentences.ts";
import { formatDay } from "./session-times.ts";
import { likenessWorthALook } from "./sign-checks.ts";

const mostShown = 4;

export interface LikenessPartProps {
  readonly noteId: NoteId;
  readonly sections: readonly Section[];
  readonly onGo: (key: string) => void;
}

/** Says when much of a note stands in an earlier one already; quiet otherwise. */
export function LikenessPart({ noteId, sections, onGo }: LikenessPartProps): ReactNode {
  const likest = useLikeness(noteId).data?.likeness[0];
  if (likest === undefined || likest.share < likenessWorthALook) return null;
  const same = likest.sentenceKeys.filter((key) => findSentence(sections, key) !== null);
  return (
    <Notice
      tone="caution"
      title={t("{likest} % as in the note of {likest2}", { likest: Math.round(likest.share * 100), likest2: formatDay(likest.startedAt) })}
    >
      {same.length === 0
        ? t("Runs of words are the same. Say what is different today.")
        : t("{same} there word for word:", { same: formatSome(same.length, t("sentence stands"), t("sentences stand")) })}
      {same.slice(0, mostShown).map((key) => (
        <button key={key} type="button" className="note-link likeness-sentence" onClick={() => onGo(key)}>
          {findSentence(sections, key)?.text}
        </button>
      ))}
      {same.length > mostShown && <p className="quiet">{t("and {mostShown} more.", { mostShown: same.length - mostShown })}</p>}
    </Notice>
  );
}
