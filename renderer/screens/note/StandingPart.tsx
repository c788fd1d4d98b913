import { type ReactNode, useState } from "react";
import type { Note } from "../../../shared/domain/note.ts";
import { useCommentNote, useReturnNote, useStanding, useWithdrawNote } from "../../api/index.ts";
import { FailureNotice } from "../../parts/index.ts";
import { Button, Notice, TextField } from "../../ui/index.ts";
import { formatMoment } from "../../words/index.ts";
import { t } from "../../words/language.ts";
import { findSentence } from "./sentences.ts";

export interface StandingPartProps {
  readonly note: Note;
  /** The sentence a comment would be about, or null. */
  readonly selectedKey: string | null;
  readonly onGo: (key: string) => void;
}

/** What supervisor and clinician have said about the note, and the way to give it back or take it back. */
export function StandingPart({ note, selectedKey, onGo }: StandingPartProps): ReactNode {
  const { data, error } = useStanding(note.id);
  const comment = useCommentNote();
  const giveBack = useReturnNote();
  const takeBack = useWithdrawNote();
  const [text, setText] = useState("");
  const [aboutSentence, setAboutSentence] = useState(true);
  const about = aboutSentence ? findSentence(note.sections, selectedKey) : null;
  const failed = error ?? comment.error ?? giveBack.error ?? takeBack.error;
  const cosigning = data?.cosigning ?? null;
  const isEmpty = text.trim() === "";
  const settled = { onSuccess: () => setText("") };
  return (
    <div className="panel-part">
      {cosigning !== null && <p className="quiet">{describe(cosigning)}</p>}
      {failed !== null && <FailureNotice error={failed} />}
      {data?.comments.length === 0 && cosigning === null && (
        <p className="quiet">
          {data.supervisorName === null
            ? t("Nothing has been said about this note. What is written here is for colleagues and no part of the note.")
            : t("{supervisorName} signs after you. What is written here is between the two of you and no part of the note.", {
                supervisorName: data.supervisorName,
              })}
        </p>
      )}
      <ol className="comment-list">
        {data?.comments.map((said) => (
          <li key={said.addedAt}>
            <p className="comment-who">
              {said.addedByName}, {formatMoment(said.addedAt)}
            </p>
            {said.sentenceKey !== null && <AboutSentence note={note} sentenceKey={said.sentenceKey} onGo={onGo} />}
            <p className="comment-text">{said.text}</p>
          </li>
        ))}
      </ol>
      <TextField label={t("Comment")} multiline rows={3} maxLength={2000} value={text} onChange={setText} />
      {findSentence(note.sections, selectedKey) !== null && (
        <button type="button" className="note-link" aria-pressed={aboutSentence} onClick={() => setAboutSentence(!aboutSentence)}>
          {aboutSentence
            ? t("About the chosen sentence. Make it about the whole note")
            : t("About the whole note. Make it about the chosen sentence")}
        </button>
      )}
      <div className="form-foot">
        <Button
          isDisabled={isEmpty}
          busy={comment.isPending}
          onPress={() => comment.mutate({ noteId: note.id, text, sentenceKey: about?.key ?? null }, settled)}
        >
          {t("Add comment")}
        </Button>
        {data?.mayCosign === true && (
          <Button isDisabled={isEmpty} busy={giveBack.isPending} onPress={() => giveBack.mutate({ noteId: note.id, text }, settled)}>
            {t("Return with this comment")}
          </Button>
        )}
        {cosigning?.state === "awaiting" && !data?.mayCosign && (
          <Button variant="quiet" busy={takeBack.isPending} onPress={() => takeBack.mutate({ noteId: note.id })}>
            {t("Take the note back")}
          </Button>
        )}
      </div>
    </div>
  );
}

function AboutSentence({
  note,
  sentenceKey,
  onGo,
}: {
  readonly note: Note;
  readonly sentenceKey: string;
  readonly onGo: (key: string) => void;
}): ReactNode {
  const sentence = findSentence(note.sections, sentenceKey);
  if (sentence === null) return <p className="comment-about">{t("About a sentence that was removed since.")}</p>;
  return (
    <button type="button" className="comment-about note-link" onClick={() => onGo(sentenceKey)}>
      {sentence.text}
    </button>
  );
}

function describe(cosigning: NonNullable<NonNullable<ReturnType<typeof useStanding>["data"]>["cosigning"]>): string {
  const { state, submittedName, submittedAt, supervisorName, decidedAt, decidedName } = cosigning;
  if (state === "awaiting")
    return t("{submittedName} handed it in on {submittedAt}. It waits for {supervisorName}.", {
      submittedName,
      submittedAt: formatMoment(submittedAt),
      supervisorName,
    });
  const when = decidedAt === null ? "" : t(" on {decidedAt}", { decidedAt: formatMoment(decidedAt) });
  return state === "returned"
    ? t("Returned by {supervisorName}{when}.", { supervisorName: decidedName ?? supervisorName, when })
    : t("Co-signed by {supervisorName}{when}.", { supervisorName: decidedName ?? supervisorName, when });
}

/** Above the note while it is with the supervisor, or came back. */
export function StandingNotice({ note }: { readonly note: Note }): ReactNode {
  const { data } = useStanding(note.id);
  const cosigning = data?.cosigning ?? null;
  if (cosigning === null || note.state === "signed") return null;
  if (cosigning.state === "awaiting")
    return (
      <Notice
        tone="info"
        title={
          data?.mayCosign === true
            ? t("{submittedName} asks for your signature", { submittedName: cosigning.submittedName })
            : t("Waits for {supervisorName}", { supervisorName: cosigning.supervisorName })
        }
      >
        {data?.mayCosign === true
          ? t("It stands still while you read it. Sign it, or return it with a comment under Review.")
          : t("It stands still until it is signed or returned. You can take it back under Review.")}
      </Notice>
    );
  return (
    <Notice tone="caution" title={t("Returned by {supervisorName}", { supervisorName: cosigning.decidedName ?? cosigning.supervisorName })}>
      {data?.comments.findLast((said) => said.addedAt === cosigning.decidedAt)?.text ?? t("The comments are under Review.")}
    </Notice>
  );
}
