import { LockKeyhole } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { EncounterId } from "../../../shared/domain/ids.ts";
import type { Instant } from "../../../shared/domain/time.ts";
import { Button } from "../../ui/index.ts";
import { t } from "../../words/language.ts";
import { PrivateNoteDialog } from "./PrivateNoteDialog.tsx";
import { describeSpan, formatDay } from "./session-times.ts";

export interface NoteHeadProps {
  readonly encounterId: EncounterId;
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
  /** "DAP", "Drafted on this computer": what is known of the note so far. */
  readonly facts: readonly string[];
  /** "Saved 10:42", or what keeps it from being saved. */
  readonly keeping?: ReactNode;
  readonly panelOpen?: boolean;
  readonly onTogglePanel?: () => void;
  readonly onLeave: () => void;
}

/** One line that says which session this is and that its words are kept. */
export function NoteHead(props: NoteHeadProps): ReactNode {
  const [privately, setPrivately] = useState(false);
  return (
    <>
      <Button variant="quiet" onPress={props.onLeave}>
        {t("← Today")}
      </Button>
      <h1 className="note-title">
        {formatDay(props.startedAt)}, <span className="note-figures">{describeSpan(props.startedAt, props.endedAt)}</span>
        {props.facts.map((fact) => (
          <span key={fact} className="note-fact">
            {fact}
          </span>
        ))}
      </h1>
      <Button variant="quiet" onPress={() => setPrivately(true)}>
        <LockKeyhole size={14} aria-hidden /> {t("Private note")}
      </Button>
      {privately && <PrivateNoteDialog encounterId={props.encounterId} onClose={() => setPrivately(false)} />}
      <span className="note-keeping">{props.keeping}</span>
      {props.onTogglePanel !== undefined && (
        <Button variant="quiet" onPress={props.onTogglePanel}>
          {props.panelOpen === true ? t("Hide panel") : t("Show panel")}
        </Button>
      )}
    </>
  );
}
