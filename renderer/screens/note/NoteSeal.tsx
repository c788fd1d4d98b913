import type { ReactNode } from "react";
import type { Note } from "../../../shared/domain/note.ts";
import { Button, Notice } from "../../ui/index.ts";
import { formatCount, formatMoment } from "../../words/index.ts";
import { t } from "../../words/language.ts";
import type { DeskState } from "./note-desk.ts";
import { StandingNotice } from "./StandingPart.tsx";

interface BeforeNoteProps {
  readonly note: Note;
  readonly merged: DeskState["merged"];
  readonly stranded: DeskState["stranded"];
  /** Another window has kept this note since it was opened here. */
  readonly isNewer: boolean;
  /** When the words in the open field were kept, where they were found again and not typed now. */
  readonly resumedAt: string | null;
  readonly onSeen: () => void;
  /** Begins an addendum with words the signed note does not hold. */
  readonly onAppend: (words: string) => void;
}

/** Above the note: the seal of a signed one, and what another window has done to it. */
export function BeforeNote(props: BeforeNoteProps): ReactNode {
  const { note, stranded } = props;
  return (
    <>
      {note.signature === null ? (
        <>
          <StandingNotice note={note} />
          {stranded === null && <OtherWindow {...props} />}
          {props.resumedAt !== null && (
            <Notice tone="info" title={t("You were still writing here at {at}", { at: formatMoment(props.resumedAt) })}>
              {t("The words in the open field were kept as you typed them. They become part of the note when you keep them.")}
            </Notice>
          )}
        </>
      ) : (
        <Notice
          tone="done"
          title={t("Signed by {printedName} on {signedAt}", {
            printedName: note.signature.printedName,
            signedAt: formatMoment(note.signature.signedAt),
          })}
        >
          {t("Sealed: what is stored can be shown to be what was signed (SHA-256 {contentSha}…).", {
            contentSha: note.signature.contentSha256.slice(0, 16),
          })}
        </Notice>
      )}
      {stranded !== null && (
        <Notice
          tone="caution"
          title={t("Words of yours are not in this note: it was finished in another window first")}
          action={
            <>
              {note.state === "signed" && <Button onPress={() => props.onAppend(stranded.join(" "))}>{t("Make an addendum of them")}</Button>}
              <Button variant="quiet" onPress={props.onSeen}>
                {t("I need them no more")}
              </Button>
            </>
          }
        >
          <ul className="stranded">
            {stranded.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  );
}

/** Another window works on the same note: what that means for this one. */
function OtherWindow({ merged, isNewer, onSeen }: BeforeNoteProps): ReactNode {
  if (merged === null && !isNewer) return null;
  const seen = (
    <Button variant="quiet" onPress={onSeen}>
      {t("I have seen it")}
    </Button>
  );
  if (merged !== null && merged.conflicts > 0)
    return (
      <Notice tone="caution" title={nameConflicts(merged.conflicts)} action={seen}>
        {t("Both are in the note, yours below the other and waiting for you. Keep what is right and remove the rest.")}
      </Notice>
    );
  return (
    <Notice tone="info" title={t("This note was changed in another window too")} action={seen}>
      {t("What you see holds both windows' changes. Nothing of yours was lost.")}
    </Notice>
  );
}

const nameConflicts = (count: number) =>
  count === 1
    ? t("You and another window changed the same sentence")
    : t("You and another window changed the same {count} sentences", { count: formatCount(count) });

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
