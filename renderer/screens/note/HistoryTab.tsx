import type { ReactNode } from "react";
import type { Note } from "../../../shared/domain/note.ts";
import { useDiscardNote } from "../../api/index.ts";
import { Button } from "../../ui/index.ts";
import { t } from "../../words/language.ts";
import { nameDrafter } from "./note-words.ts";
import { formatClock, formatDay } from "./session-times.ts";
import { VersionsPart } from "./VersionsPart.tsx";

interface HistoryProps {
  readonly note: Note;
  readonly revision: number;
  readonly savedAt: string;
}

/** How the note came to be what it is, its earlier versions, and the way to throw an unsigned one away. */
export function HistoryTab(props: HistoryProps): ReactNode {
  const discard = useDiscardNote();
  return (
    <div className="panel-part">
      <HistoryFacts {...props} />
      <VersionsPart note={props.note} />
      {props.note.state === "draft" && (
        <Button variant="quiet" busy={discard.isPending} onPress={() => discard.mutate({ noteId: props.note.id })}>
          {t("Throw this draft away")}
        </Button>
      )}
    </div>
  );
}

function HistoryFacts({ note, revision, savedAt }: HistoryProps): ReactNode {
  const { signature, addenda } = note;
  return (
    <dl className="facts">
      <dt>{t("Draft")}</dt>
      <dd>
        {nameDrafter(note.drafter)}
        {note.drafter.kind === "device" && note.drafter.method !== "" && <small>{t("Method: {method}", { method: note.drafter.method })}</small>}
      </dd>
      <dt>{t("Form")}</dt>
      <dd>{note.templateName}</dd>
      <dt>{t("Revision")}</dt>
      <dd>{t("{revision}, saved {savedAt} at {savedAt2}", { revision, savedAt: formatDay(savedAt), savedAt2: formatClock(savedAt) })}</dd>
      <dt>{t("Signature")}</dt>
      <dd>
        {signature === null ? (
          t("Not signed yet")
        ) : (
          <>
            {t("{printedName}, {signature} at {signature2}", {
              printedName: signature.printedName,
              signature: formatDay(signature.signedAt),
              signature2: formatClock(signature.signedAt),
            })}
            <small>
              {t("SHA-256 of the signed content:")} <code className="digest">{signature.contentSha256}</code>
            </small>
          </>
        )}
      </dd>
      {signature !== null && (
        <>
          <dt>{t("Addenda")}</dt>
          <dd>
            {addenda.length === 0
              ? t("None")
              : addenda.map((addendum) => (
                  <small key={addendum.addedAt}>
                    {t("{addedByName}, {addendum} at {addendum2}", {
                      addedByName: addendum.addedByName,
                      addendum: formatDay(addendum.addedAt),
                      addendum2: formatClock(addendum.addedAt),
                    })}
                  </small>
                ))}
          </dd>
        </>
      )}
    </dl>
  );
}
