import type { ReactNode } from "react";
import { Button, Notice, ProgressLine } from "../../ui/index.ts";
import { wordsFor } from "../../words/index.ts";
import { t } from "../../words/language.ts";
import { draftSteps } from "./note-words.ts";
import type { Drafting } from "./use-drafting.ts";

interface DraftRunningProps {
  readonly drafting: Drafting;
  readonly sections: readonly { readonly id: string; readonly title: string }[];
  readonly onDevice: () => void;
}

/** A draft while it is made: how far it is, its sentences as they come, and the way to stop it. */
export function DraftRunning({ drafting, sections, onDevice }: DraftRunningProps): ReactNode {
  const { run } = drafting;
  if (run === null) return null;
  if (run.failure !== null) {
    const words = wordsFor(run.failure);
    return (
      <Notice
        tone="refused"
        title={words.title}
        code={run.failure}
        action={
          <>
            <Button variant="primary" onPress={onDevice}>
              {t("Draft on this computer")}
            </Button>
            <Button variant="quiet" onPress={drafting.dismiss}>
              {t("Back")}
            </Button>
          </>
        }
      >
        {words.body} {words.next}
      </Notice>
    );
  }
  return (
    <div className="note-begin">
      <ProgressLine label={draftSteps.find(({ id }) => id === run.step)?.words ?? t("Drafting")} />
      {sections.map((section) => (
        <section key={section.id} className="note-section">
          <h3 className="note-section-head">{section.title}</h3>
          {(run.sentences[section.id] ?? []).map((sentence) => (
            <p key={sentence.key} className="sentence-text sentence-arriving">
              {sentence.text}
            </p>
          ))}
        </section>
      ))}
      <Button variant="quiet" onPress={drafting.cancel}>
        {t("Cancel")}
      </Button>
    </div>
  );
}
