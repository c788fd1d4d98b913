import { type ReactNode, useSyncExternalStore } from "react";
import { Button } from "../../ui/index.ts";
import { wordsFor } from "../../words/index.ts";
import { t } from "../../words/language.ts";
import type { DeskState } from "./note-desk.ts";
import { formatClock } from "./session-times.ts";
import type { Typing } from "./typing.ts";

export interface KeepingStateProps {
  readonly state: DeskState;
  readonly typing: Typing;
  readonly onRetry: () => void;
}

/** Whether what is on screen is kept. */
export function KeepingState({ state, typing, onRetry }: KeepingStateProps): ReactNode {
  const typed = useSyncExternalStore(typing.listen, typing.read);
  if (state.keeping === "refused" && state.refusal !== null) {
    return (
      <span className="note-not-kept" role="alert">
        {t("Not saved: {title} ({refusal})", { title: wordsFor(state.refusal).title, refusal: state.refusal })}
        <Button variant="secondary" onPress={onRetry}>
          {t("Try again")}
        </Button>
      </span>
    );
  }
  if (typed.keeping === "refused") {
    return (
      <span className="note-not-kept" role="alert">
        {t("What you are typing is not saved")}
        <Button variant="secondary" onPress={onRetry}>
          {t("Try again")}
        </Button>
      </span>
    );
  }
  const latest = typed.keptAt !== null && typed.keptAt > state.savedAt ? typed.keptAt : state.savedAt;
  if (state.keeping === "kept" && typed.keeping === "kept")
    return <span className="note-figures">{t("Saved {state}", { state: formatClock(latest) })}</span>;
  return t("Saving…");
}
