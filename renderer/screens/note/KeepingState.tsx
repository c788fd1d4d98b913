import type { ReactNode } from "react";
import { Button } from "../../ui/index.ts";
import { wordsFor } from "../../words/index.ts";
import { t } from "../../words/language.ts";
import type { DeskState } from "./note-desk.ts";
import { formatClock } from "./session-times.ts";

export interface KeepingStateProps {
  readonly state: DeskState;
  readonly onRetry: () => void;
}

/** Whether what is on screen is kept. */
export function KeepingState({ state, onRetry }: KeepingStateProps): ReactNode {
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
  if (state.keeping === "kept") return <span className="note-figures">{t("Saved {state}", { state: formatClock(state.savedAt) })}</span>;
  return t("Saving…");
}
