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
  { keys: "↑ ↓", words: t("Sentence above, sentence below; in the transcript, line by line") },
  { keys: t("Esc"), words: t("Choose nothing") },
  { keys: "?", words: t("This list") },
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
