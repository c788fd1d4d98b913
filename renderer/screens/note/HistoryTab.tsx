import type { ReactNode } from "react";
import type { Note } from "../../../shared/domain/note.ts";
import { useDiscardNote } from "../../api/index.ts";
import { Button } from "../../ui/index.ts";
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
          Throw this draft away
        </Button>
      )}
    </div>
  );
}

function HistoryFacts({ note, revision, savedAt }: HistoryProps): ReactNode {
  const { signature, addenda } = note;
  return (
    <dl className="facts">
      <dt>Draft</dt>
      <dd>
        {nameDrafter(note.drafter)}
        {note.drafter.kind === "device" && note.drafter.method !== "" && <small>Method: {note.drafter.method}</small>}
      </dd>
      <dt>Form</dt>
      <dd>{note.templateName}</dd>
      <dt>Revision</dt>
      <dd>
        {revision}, saved {formatDay(savedAt)} at {formatClock(savedAt)}
      </dd>
      <dt>Signature</dt>
      <dd>
        {signature === null ? (
          "Not signed yet"
        ) : (
          <>
            {signature.printedName}, {formatDay(signature.signedAt)} at {formatClock(signature.signedAt)}
            <small>
              SHA-256 of the signed content: <code className="digest">{signature.contentSha256}</code>
            </small>
          </>
        )}
      </dd>
      {signature !== null && (
        <>
          <dt>Addenda</dt>
          <dd>
            {addenda.length === 0
              ? "None"
              : addenda.map((addendum) => (
                  <small key={addendum.addedAt}>
                    {addendum.addedByName}, {formatDay(addendum.addedAt)} at {formatClock(addendum.addedAt)}
                  </small>
                ))}
          </dd>
        </>
      )}
    </dl>
  );
}
