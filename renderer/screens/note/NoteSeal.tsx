import type { ReactNode } from "react";
import type { Note } from "../../../shared/domain/note.ts";
import { Button, Notice } from "../../ui/index.ts";
import { formatMoment } from "../../words/index.ts";
import { t } from "../../words/language.ts";
import { StandingNotice } from "./StandingPart.tsx";

/** Above the note: the seal of a signed one, or the words another window's change displaced. */
export function BeforeNote({
  note,
  lost,
  onSeen,
}: {
  readonly note: Note;
  readonly lost: readonly string[] | null;
  readonly onSeen: () => void;
}): ReactNode {
  if (note.signature !== null) {
    const { printedName, signedAt, contentSha256 } = note.signature;
    return (
      <Notice tone="done" title={t("Signed by {printedName} on {signedAt}", { printedName, signedAt: formatMoment(signedAt) })}>
        {t("Sealed: what is stored can be shown to be what was signed (SHA-256 {contentSha}…).", { contentSha: contentSha256.slice(0, 16) })}
      </Notice>
    );
  }
  if (lost === null) return <StandingNotice note={note} />;
  return (
    <Notice
      tone="caution"
      title={t("The note was changed in another window. The newer one is shown.")}
      action={<Button onPress={onSeen}>{t("I have seen it")}</Button>}
    >
      {lost.length === 0 ? t("Nothing of yours was lost.") : t("These words of yours were not kept: {lost}", { lost: lost.join(" ") })}
    </Notice>
  );
}

/** Below the note: what was added after it was signed. */
export function Addenda({ note }: { readonly note: Note }): ReactNode {
  return note.addenda.map((addendum) => (
    <section key={addendum.addedAt} className="note-section">
      <h3 className="note-section-head">{t("Addendum, {addendum}", { addendum: formatMoment(addendum.addedAt) })}</h3>
      <p className="sentence-text">{addendum.text}</p>
      <p className="note-begin-words">{addendum.addedByName}</p>
    </section>
  ));
}
