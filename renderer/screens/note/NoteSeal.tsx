import type { ReactNode } from "react";
import type { Note } from "../../../shared/domain/note.ts";
import { Button, Notice } from "../../ui/index.ts";
import { formatMoment } from "../../words/index.ts";
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
      <Notice tone="done" title={`Signed by ${printedName} on ${formatMoment(signedAt)}`}>
        Sealed: what is stored can be shown to be what was signed (SHA-256 {contentSha256.slice(0, 16)}…).
      </Notice>
    );
  }
  if (lost === null) return <StandingNotice note={note} />;
  return (
    <Notice
      tone="caution"
      title="The note was changed in another window. The newer one is shown."
      action={<Button onPress={onSeen}>I have seen it</Button>}
    >
      {lost.length === 0 ? "Nothing of yours was lost." : `These words of yours were not kept: ${lost.join(" ")}`}
    </Notice>
  );
}

/** Below the note: what was added after it was signed. */
export function Addenda({ note }: { readonly note: Note }): ReactNode {
  return note.addenda.map((addendum) => (
    <section key={addendum.addedAt} className="note-section">
      <h3 className="note-section-head">Addendum, {formatMoment(addendum.addedAt)}</h3>
      <p className="sentence-text">{addendum.text}</p>
      <p className="note-begin-words">{addendum.addedByName}</p>
    </section>
  ));
}
