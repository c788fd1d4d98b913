import { Mic } from "lucide-react";
import { type ReactElement, useRef, useState } from "react";
import type { NoteId } from "../../../shared/domain/ids.ts";
import { useBeginDictation, useEndDictation } from "../../api/index.ts";
import { FailureNotice } from "../../parts/index.ts";
import { HoldButton } from "../../ui/index.ts";
import { t } from "../../words/language.ts";

interface DictateProps {
  readonly noteId: NoteId;
  readonly title: string;
  readonly onSaid: (text: string) => void;
}

/** Shorter than this it was a press, not a hold: it listens until it is pressed again. */
const holdMs = 350;

/** Hold and speak; what was said becomes a sentence of the section when it is let go. Who cannot hold a key presses twice. */
export function DictateButton({ noteId, title, onSaid }: DictateProps): ReactElement {
  const begin = useBeginDictation();
  const end = useEndDictation();
  const [listening, setListening] = useState(false);
  const since = useRef(0);
  const starting = useRef<Promise<unknown>>(Promise.resolve());

  function hold(): void {
    if (listening || end.isPending) return;
    since.current = performance.now();
    setListening(true);
    starting.current = begin.mutateAsync({ noteId }).catch(() => setListening(false));
  }
  async function letGo(): Promise<void> {
    if (!listening || performance.now() - since.current < holdMs) return;
    setListening(false);
    await starting.current;
    end.mutate({}, { onSuccess: ({ text }) => onSaid(text) });
  }

  return (
    <>
      <HoldButton isOn={listening} busy={end.isPending} onHold={() => (listening ? void letGo() : hold())} onLetGo={() => void letGo()}>
        <Mic size={14} aria-hidden /> {listening ? t("Listening, let go to write it down") : t("Hold to dictate")}
        <span className="visually-hidden"> {t("into {title}", { title })}</span>
      </HoldButton>
      <FailureNotice error={begin.error ?? end.error} />
    </>
  );
}
