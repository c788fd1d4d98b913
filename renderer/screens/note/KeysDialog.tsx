import type { ReactNode } from "react";
import { Button, Dialog, KeyHint } from "../../ui/index.ts";

const keys: readonly { readonly keys: string; readonly words: string }[] = [
  { keys: "N", words: "Next sentence that needs you" },
  { keys: "S", words: "Jump to its lines, and back" },
  { keys: "A", words: "Accept the sentence" },
  { keys: "E", words: "Edit it: Enter keeps, Esc leaves it as it was" },
  { keys: "X", words: "Remove it" },
  { keys: "Z", words: "Take the last change back" },
  { keys: "↑ ↓", words: "Sentence above, sentence below; in the transcript, line by line" },
  { keys: "Esc", words: "Choose nothing" },
  { keys: "?", words: "This list" },
];

/** The keys of this screen. They rest while somebody types. */
export function KeysDialog({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }): ReactNode {
  return (
    <Dialog title="Keys on this screen" isOpen={isOpen} onClose={onClose} footer={<Button onPress={onClose}>Close</Button>}>
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
