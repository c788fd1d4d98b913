import { useState } from "react";
import type { AssessmentBody } from "../../../shared/domain/breach.ts";
import { type AssessmentView, useSaveBreach } from "../../api/index.ts";

/** What every step of an assessment works on. */
export interface StepProps {
  readonly view: AssessmentView;
  readonly body: AssessmentBody;
  readonly change: (part: Partial<AssessmentBody>) => void;
  /** A concluded assessment is read, not filled in. */
  readonly isFinal: boolean;
}

/** The assessment as it is being filled in; saved when one goes on, and then shown with what follows from it. */
export function useDraft(view: AssessmentView) {
  const [body, setBody] = useState(view.body);
  const [dirty, setDirty] = useState(false);
  const { mutate, show, isPending, error } = useSaveBreach();
  function change(part: Partial<AssessmentBody>): void {
    setBody({ ...body, ...part });
    setDirty(true);
  }
  /** Saves when there is something to save, then goes on; what could not be saved keeps one here. */
  function settle(goOn: () => void): void {
    if (!dirty) {
      goOn();
      return;
    }
    const saved = (next: AssessmentView) => {
      show(view.id, next);
      setDirty(false);
      goOn();
    };
    mutate({ id: view.id, revision: view.revision, body }, { onSuccess: saved });
  }
  return { body, change, settle, dirty, saving: isPending, error };
}
