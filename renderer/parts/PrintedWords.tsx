import { type FormEvent, type ReactElement, useState } from "react";
import { Button, Checkbox, Notice, TextField } from "../ui/index.ts";
import { formatDay, localDay } from "../words/index.ts";
import { t } from "../words/language.ts";
import { QrCode } from "./QrCode.tsx";

export interface PrintedWordsProps {
  readonly words: readonly string[];
  /** What stands above the words on the sheet, with the key's id. */
  readonly heading: string;
  /** What the words are for and where the sheet belongs, on screen. */
  readonly caution: string;
  /** The same, for whoever finds the sheet years later. */
  readonly foot: string;
  readonly doneLabel: string;
  readonly onDone: () => void;
}

/** Places asked for, so that a sheet that was never written down is noticed now. */
const asked = [3, 11, 19] as const;

/** A key for paper: shown once, printed, checked, and then only on paper. */
export function PrintedWords({ words, heading, caution, foot, doneLabel, onDone }: PrintedWordsProps): ReactElement {
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
        <Notice tone="caution" title={t("Print this page or write the words down. They are shown this once.")}>
          {caution}
        </Notice>
      </div>
      <p>
        {heading}
        <span className="print-only">{t(", made on {localDay}", { localDay: formatDay(localDay(new Date())) })}</span>
      </p>
      <div className="words-sheet">
        <ol className="words" aria-label={t("Recovery key")}>
          {words.map((word, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a word's place is what tells it apart, and the list never changes
            <li key={`${index + 1}-${word}`}>
              <span>{index + 1}</span>
              {word}
            </li>
          ))}
        </ol>
        <QrCode text={words.join(" ")} label={t("The same words, for a camera")} />
      </div>
      <p className="print-only sheet-foot">{foot}</p>
      <div className="no-print">
        <Button variant="secondary" onPress={() => window.print()}>
          {t("Print the sheet")}
        </Button>
      </div>
      <div className="word-fields no-print">
        {asked.map((place) => (
          <TextField
            key={place}
            label={t("Word {place}", { place })}
            value={typed[place] ?? ""}
            onChange={(word) => setTyped({ ...typed, [place]: word })}
            autoComplete="off"
          />
        ))}
      </div>
      <div className="no-print">
        <Checkbox isSelected={kept} onChange={setKept}>
          {t("The sheet is printed or written down and will be kept apart from this computer")}
        </Checkbox>
      </div>
      <div className="form-foot no-print">
        <Button variant="primary" type="submit" isDisabled={!right || !kept}>
          {doneLabel}
        </Button>
      </div>
    </form>
  );
}
