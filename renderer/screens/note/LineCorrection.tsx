import { type ReactElement, useState } from "react";
import type { EncounterId } from "../../../shared/domain/ids.ts";
import type { SoundLine } from "../../../shared/domain/sound.ts";
import type { Turn } from "../../../shared/domain/transcript.ts";
import { useCorrectLine } from "../../api/index.ts";
import { Button, TextField } from "../../ui/index.ts";
import { soundScreenWords as say } from "../../words/index.ts";

interface CorrectionProps {
  readonly encounterId: EncounterId;
  readonly turn: Turn;
  readonly said: SoundLine;
}

/** What a person may change of a line: other readings of a name, the words themselves, and back again. */
export function LineCorrection({ encounterId, turn, said }: CorrectionProps): ReactElement {
  const correct = useCorrectLine();
  const [text, setText] = useState<string | null>(null);
  const change = (to: string) => correct.mutate({ encounterId, line: turn.line, text: to }, { onSuccess: () => setText(null) });
  return (
    <>
      {said.suggestions.map(({ heard, instead }) => (
        <p className="listen-acts" key={heard}>
          <span>{say.suggestion(heard, instead)}</span>
          <Button variant="quiet" onPress={() => change(turn.text.replace(heard, instead))}>
            {say.accept}
          </Button>
        </p>
      ))}
      {text === null ? (
        <p className="listen-acts">
          <Button variant="quiet" onPress={() => setText(turn.text)}>
            {say.edit}
          </Button>
          {said.original !== null && (
            <Button variant="quiet" onPress={() => change(said.original ?? turn.text)}>
              {say.undo}
            </Button>
          )}
        </p>
      ) : (
        <div className="listen-edit">
          <TextField label={say.editLabel(turn.line)} value={text} onChange={setText} />
          <Button busy={correct.isPending} isDisabled={text.trim() === ""} onPress={() => change(text)}>
            {say.save}
          </Button>
        </div>
      )}
    </>
  );
}
