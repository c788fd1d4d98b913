import { type ReactNode, useState } from "react";
import type { EncounterId } from "../../../shared/domain/ids.ts";
import { SpeakerRoleSchema, speakerRoles, type Turn } from "../../../shared/domain/transcript.ts";
import { useAssignSpeaker, useEditTranscript } from "../../api/index.ts";
import { FailureNotice } from "../../parts/index.ts";
import { Button, SelectField } from "../../ui/index.ts";
import { t } from "../../words/language.ts";
import { speakerWords } from "./note-words.ts";
import { SplitLineDialog } from "./SplitLineDialog.tsx";

export interface SpeakerStripProps {
  readonly encounterId: EncounterId;
  readonly turns: readonly Turn[];
  readonly selectedLine: number | null;
  readonly isReadOnly: boolean;
}

const options = speakerRoles.map((role) => ({ id: role, label: speakerWords[role].name }));

/** Says who each voice of the file is, or who spoke the chosen line; exchanges two voices, cuts a line in two, joins two into one. */
export function SpeakerStrip({ encounterId, turns, selectedLine, isReadOnly }: SpeakerStripProps): ReactNode {
  const assign = useAssignSpeaker();
  const edit = useEditTranscript();
  const [splitting, setSplitting] = useState<Turn | null>(null);
  const labels = [...new Set(turns.map((turn) => turn.label))].filter((label) => label !== "");
  const line = turns.find((turn) => turn.line === selectedLine) ?? null;
  const chosen = turns.find((turn) => turn.line === selectedLine && turn.label === "");
  const hasBare = turns.some((turn) => turn.label === "");
  if (isReadOnly) return <p className="speaker-strip">{t("The note is signed; speakers stay as they were.")}</p>;
  return (
    <div className="speaker-strip">
      {labels.map((label) => (
        <SelectField
          key={label}
          label={t("Who is {label}?", { label })}
          options={options}
          value={turns.find((turn) => turn.label === label)?.role ?? "unknown"}
          onChange={(role) => assign.mutate({ encounterId, label, lines: [], role: SpeakerRoleSchema.parse(role) })}
        />
      ))}
      {chosen !== undefined && (
        <SelectField
          label={t("Who spoke line {line}?", { line: chosen.line })}
          options={options}
          value={chosen.role}
          onChange={(role) => assign.mutate({ encounterId, label: null, lines: [chosen.line], role: SpeakerRoleSchema.parse(role) })}
        />
      )}
      {hasBare && chosen === undefined && <p>{t("Choose a line to say who spoke it.")}</p>}
      <FailureNotice error={assign.error ?? edit.error} />
      <div className="form-foot">
        <Button variant="quiet" busy={edit.isPending} onPress={() => edit.mutate({ encounterId, edit: { kind: "swap" } })}>
          {t("Swap clinician and client")}
        </Button>
        {line !== null && (
          <Button variant="quiet" onPress={() => setSplitting(line)}>
            {t("Split line {line}", { line: line.line })}
          </Button>
        )}
        {line !== null && line.line > 1 && (
          <Button variant="quiet" onPress={() => edit.mutate({ encounterId, edit: { kind: "join", line: line.line } })}>
            {t("Join line {line} to the one above", { line: line.line })}
          </Button>
        )}
      </div>
      {splitting !== null && (
        <SplitLineDialog
          turn={splitting}
          busy={edit.isPending}
          onSplit={(at) => edit.mutate({ encounterId, edit: { kind: "split", line: splitting.line, at } }, { onSettled: () => setSplitting(null) })}
          onClose={() => setSplitting(null)}
        />
      )}
    </div>
  );
}
