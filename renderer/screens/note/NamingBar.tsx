import { type ReactElement, useEffect, useEffectEvent, useState } from "react";
import type { EncounterId } from "../../../shared/domain/ids.ts";
import type { SpeakerRole, Turn } from "../../../shared/domain/transcript.ts";
import { useAssignSpeaker } from "../../api/index.ts";
import { FailureNotice } from "../../parts/index.ts";
import { Button } from "../../ui/index.ts";
import { t } from "../../words/language.ts";
import { listRun, type Naming, takeBack } from "./name-lines.ts";
import { speakerWords } from "./note-words.ts";
import { belongsToFocus } from "./use-note-keys.ts";

interface NamingProps {
  readonly encounterId: EncounterId;
  readonly turns: readonly Turn[];
  readonly selectedLine: number | null;
  readonly onSelectLine: (line: number) => void;
}

const roleKeys: Readonly<Record<string, SpeakerRole>> = {
  ...{ Digit0: "unknown", Digit1: "clinician", Digit2: "client", Digit3: "other" },
  ...{ Numpad0: "unknown", Numpad1: "clinician", Numpad2: "client", Numpad3: "other" },
};
const longestPast = 200;

/** Names who spoke, one key a line, where nobody's voice has a name of its own; each naming can be taken back. */
export function NamingBar({ encounterId, turns, selectedLine, onSelectLine }: NamingProps): ReactElement | null {
  const assign = useAssignSpeaker();
  const [past, setPast] = useState<readonly Naming[]>([]);
  const [seen, setSeen] = useState<{ readonly turns: readonly Turn[]; readonly from: number }>({ turns, from: 0 });
  if (seen.turns !== turns) setSeen({ turns, from: past.length });
  // Keys come faster than answers: what was named since the lines were last read stands as named.
  const standing = turns.map((turn) => ({ ...turn, role: findLatest(past.slice(seen.from), turn.line) ?? turn.role }));
  const chosen = standing.find(({ line, label }) => line === selectedLine && label === "");
  const last = past.at(-1);

  function name(role: SpeakerRole, wholeRun: boolean): void {
    if (chosen === undefined) return;
    const named = wholeRun ? listRun(standing, chosen) : [chosen];
    setPast([...past.slice(-longestPast), { line: chosen.line, role, before: named.map((turn) => ({ line: turn.line, role: turn.role })) }]);
    assign.mutate({ encounterId, label: null, lines: named.map(({ line }) => line), role });
    const next = standing.find(({ line }) => line > (named.at(-1)?.line ?? chosen.line));
    if (next !== undefined) onSelectLine(next.line);
  }

  function undo(): void {
    if (last === undefined) return;
    setPast(past.slice(0, -1));
    for (const { role, lines } of takeBack(last)) assign.mutate({ encounterId, label: null, lines, role });
    onSelectLine(last.line);
  }

  const press = useEffectEvent((event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey || belongsToFocus(event)) return;
    const role = roleKeys[event.code];
    if (role !== undefined && chosen !== undefined) name(role, event.shiftKey);
    else if (event.key === "Backspace" && last !== undefined) undo();
    else return;
    event.preventDefault();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => press(event);
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);

  if (!turns.some(({ label }) => label === "")) return null;
  return (
    <div className="naming-bar">
      {chosen !== undefined && (
        <p className="quiet">
          {t("1, 2, 3: you, the client, somebody else spoke this line; 0: nobody yet. With Shift: and the lines after it that stand the same.")}
        </p>
      )}
      <p className="visually-hidden" role="status">
        {last === undefined ? "" : describeNaming(last)}
      </p>
      {last !== undefined && (
        <Button variant="quiet" onPress={undo}>
          {t("Take back: {naming}", { naming: describeNaming(last) })}
        </Button>
      )}
      <FailureNotice error={assign.error} />
    </div>
  );
}

function findLatest(past: readonly Naming[], line: number): SpeakerRole | undefined {
  return past.findLast(({ before }) => before.some((one) => one.line === line))?.role;
}

function describeNaming({ line, role, before }: Naming): string {
  const { name } = speakerWords[role];
  const until = before.at(-1)?.line ?? line;
  return until === line ? t("line {line}, {name}", { line, name }) : t("lines {line} to {until}, {name}", { line, until, name });
}
