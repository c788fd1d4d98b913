import { type ReactNode, useState } from "react";
import type { EncounterId } from "../../../shared/domain/ids.ts";
import type { Sentence } from "../../../shared/domain/note.ts";
import type { Turn } from "../../../shared/domain/transcript.ts";
import { useProgress, useSummarise } from "../../api/index.ts";
import { Button, EmptyState } from "../../ui/index.ts";
import { t } from "../../words/language.ts";
import { explainSentence, formatLines } from "./note-words.ts";
import { SendDialog } from "./SendDialog.tsx";

export interface SummaryTabProps {
  readonly encounterId: EncounterId;
  readonly templateId: string;
  readonly turns: readonly Turn[];
  readonly onSelectLine: (line: number) => void;
}

type Kind = "summary" | "progress";

/** A summary, or progress by the plan's goals: for reading, forgotten when the note is left. */
export function SummaryTab({ encounterId, templateId, turns, onSelectLine }: SummaryTabProps): ReactNode {
  const [asking, setAsking] = useState<Kind | null>(null);
  const [made, setMade] = useState<{ readonly kind: Kind; readonly sentences: readonly Sentence[] } | null>(null);
  const summarise = useSummarise();
  const progress = useProgress();
  const ask = asking === "progress" ? progress : summarise;
  return (
    <div className="panel-part">
      <h3>{made?.kind === "progress" ? t("Progress on the plan") : t("Summary")}</h3>
      {made === null ? (
        <EmptyState title={t("Nothing asked yet")}>{t("What comes back is shown here with its lines, and is not kept.")}</EmptyState>
      ) : (
        <ol className="plain-list" aria-label={made.kind === "progress" ? t("Progress on the plan") : t("Summary")}>
          {made.sentences.map((sentence) => (
            <li key={sentence.key}>
              {sentence.text}{" "}
              {sentence.lines[0] !== undefined && (
                <button type="button" className="note-link" onClick={() => onSelectLine(sentence.lines[0] ?? 1)}>
                  {formatLines(sentence.lines)}
                </button>
              )}
              {explainSentence(sentence).map((reason) => (
                <span key={reason} className="check-reason">
                  {reason}
                </span>
              ))}
            </li>
          ))}
        </ol>
      )}
      <div className="row-actions">
        <Button variant="secondary" onPress={() => setAsking("summary")}>
          {t("Sum the session up")}
        </Button>
        <Button variant="quiet" onPress={() => setAsking("progress")}>
          {t("Progress on the plan")}
        </Button>
      </div>
      {asking !== null && (
        <SendDialog
          title={asking === "progress" ? t("Ask for progress on the plan") : t("Ask for a summary")}
          actionLabel={t("Send and ask")}
          {...{ encounterId, templateId, turns }}
          busy={ask.isPending}
          error={ask.error}
          onClose={() => setAsking(null)}
          onSend={(decision) =>
            ask.mutate(decision, {
              onSuccess: ({ sentences }) => {
                setMade({ kind: asking, sentences });
                setAsking(null);
              },
            })
          }
        />
      )}
    </div>
  );
}
