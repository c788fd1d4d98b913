import type { ReactNode } from "react";
import type { EncounterId } from "../../../shared/domain/ids.ts";
import { SpeakerRoleSchema, speakerRoles, type Turn } from "../../../shared/domain/transcript.ts";
import { useAssignSpeaker } from "../../api/index.ts";
import { SelectField } from "../../ui/index.ts";
import { speakerWords } from "./note-words.ts";

export interface SpeakerStripProps {
  readonly encounterId: EncounterId;
  readonly turns: readonly Turn[];
  readonly selectedLine: number | null;
  readonly isReadOnly: boolean;
}

const options = speakerRoles.map((role) => ({ id: role, label: speakerWords[role].name }));

/** Says who each voice of the file is; where the file names none, who spoke the chosen line. */
export function SpeakerStrip({ encounterId, turns, selectedLine, isReadOnly }: SpeakerStripProps): ReactNode {
  const assign = useAssignSpeaker();
  const labels = [...new Set(turns.map((turn) => turn.label))].filter((label) => label !== "");
  const chosen = turns.find((turn) => turn.line === selectedLine && turn.label === "");
  const hasBare = turns.some((turn) => turn.label === "");
  if (isReadOnly) return <p className="speaker-strip">The note is signed; speakers stay as they were.</p>;
  return (
    <div className="speaker-strip">
      {labels.map((label) => (
        <SelectField
          key={label}
          label={`Who is ${label}?`}
          options={options}
          value={turns.find((turn) => turn.label === label)?.role ?? "unknown"}
          onChange={(role) => assign.mutate({ encounterId, label, lines: [], role: SpeakerRoleSchema.parse(role) })}
        />
      ))}
      {chosen !== undefined && (
        <SelectField
          label={`Who spoke line ${chosen.line}?`}
          options={options}
          value={chosen.role}
          onChange={(role) => assign.mutate({ encounterId, label: null, lines: [chosen.line], role: SpeakerRoleSchema.parse(role) })}
        />
      )}
      {hasBare && chosen === undefined && <p>Choose a line to say who spoke it.</p>}
    </div>
  );
}
