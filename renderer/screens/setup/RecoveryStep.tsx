import { type FormEvent, type ReactElement, useState } from "react";
import { Button, Checkbox, Notice, TextField } from "../../ui/index.ts";
import { formatDay, localDay } from "../../words/index.ts";

interface RecoveryStepProps {
  readonly words: readonly string[];
  readonly keyId: string;
  readonly clinicName: string;
  readonly onDone: () => void;
}

/** Places asked for, so that a sheet that was never written down is noticed now. */
const asked = [3, 11, 19] as const;

/** The printed key: shown once, printed, checked, and then only on paper. */
export function RecoveryStep({ words, keyId, clinicName, onDone }: RecoveryStepProps): ReactElement {
  const [typed, setTyped] = useState<Readonly<Record<number, string>>>({});
  const [kept, setKept] = useState(false);
  const right = asked.every((place) => typed[place]?.trim().toLowerCase() === words[place - 1]);
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (right && kept) onDone();
  }
  return (
    <form onSubmit={submit}>
      <div className="no-print">
        <Notice tone="caution" title="Print this page or write the words down. They are shown this once.">
          If this computer's keychain is ever lost, these words open the record. Whoever has them and this computer can open it too: keep the sheet in
          a sealed envelope, in a safe.
        </Notice>
      </div>
      <p>
        Recovery key {keyId} of {clinicName}
        <span className="print-only">, made on {formatDay(localDay(new Date()))}</span>
      </p>
      <ol className="words" aria-label="Recovery key">
        {words.map((word, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a word's place is what tells it apart, and the list never changes
          <li key={`${index + 1}-${word}`}>
            <span>{index + 1}</span>
            {word}
          </li>
        ))}
      </ol>
      <p className="print-only sheet-foot">
        These 24 words, in this order, open the clinic's record when its computer's keychain is lost. Keep this sheet in a sealed envelope, in a safe,
        apart from the computer. Whoever holds both can read the record. Nobody can make this sheet again.
      </p>
      <div className="no-print">
        <Button variant="secondary" onPress={() => window.print()}>
          Print the sheet
        </Button>
      </div>
      <div className="word-fields no-print">
        {asked.map((place) => (
          <TextField
            key={place}
            label={`Word ${place}`}
            value={typed[place] ?? ""}
            onChange={(word) => setTyped({ ...typed, [place]: word })}
            autoComplete="off"
          />
        ))}
      </div>
      <div className="no-print">
        <Checkbox isSelected={kept} onChange={setKept}>
          The sheet is printed or written down and will be kept apart from this computer
        </Checkbox>
      </div>
      <div className="form-foot no-print">
        <Button variant="primary" type="submit" isDisabled={!right || !kept}>
          Finish
        </Button>
      </div>
    </form>
  );
}
