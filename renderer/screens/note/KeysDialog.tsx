import type { ReactNode } from "react";
import { Button, Dialog, KeyHint } from "../../ui/index.ts";
import { t } from "../../words/language.ts";

const keys: readonly { readonly keys: string; readonly words: string }[] = [
  { keys: "N", words: t("Next sentence that needs you") },
  { keys: "S", words: t("Jump to its lines, and back") },
  { keys: "A", words: t("Accept the sentence") },
  { keys: "E", words: t("Edit it: Enter keeps, Esc leaves it as it was") },
  { keys: "X", words: t("Remove it") },
  { keys: "Z", words: t("Take the last change back") },
  { keys: "I", words: t("Write a sentence into its section") },
  { keys: "D", words: t("Draft its section again") },
  { keys: "R", words: t("Review and sign") },
  { keys: "↑ ↓", words: t("Sentence above, sentence below; in the transcript, line by line") },
  { keys: "P", words: t("Play the chosen line, and stop") },
  { keys: "1 2 3 0", words: t("Who spoke the chosen line: you, the client, somebody else, nobody yet; with Shift the lines after it too") },
  { keys: t("Backspace"), words: t("Take the last naming back") },
  { keys: t("Esc"), words: t("Choose nothing") },
  { keys: "?", words: t("This list") },
  { keys: t("Ctrl+K"), words: t("Find a patient, a note, or a place") },
  { keys: t("Ctrl+L"), words: t("Lock and sign out") },
];

/** The keys of this screen. They rest while somebody types. */
export function KeysDialog({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }): ReactNode {
  return (
    <Dialog title={t("Keys on this screen")} isOpen={isOpen} onClose={onClose} footer={<Button onPress={onClose}>{t("Close")}</Button>}>
      <dl className="key-list">
        {keys.map((entry) => (
          <div key={entry.keys}>
            <dt>
              <KeyHint keys={entry.keys} />
            </dt>
            <dd>{entry.words}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
