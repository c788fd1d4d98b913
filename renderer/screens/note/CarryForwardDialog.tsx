import { type ReactNode, useState } from "react";
import type { NoteId } from "../../../shared/domain/ids.ts";
import { useCarryForward, useEarlierNote } from "../../api/index.ts";
import { FailureNotice } from "../../parts/index.ts";
import { Button, Checkbox, Dialog, EmptyState, Notice } from "../../ui/index.ts";
import { formatSome } from "../../words/index.ts";
import { t } from "../../words/language.ts";
import type { Desk } from "./note-desk.ts";
import { formatDay } from "./session-times.ts";

export interface CarryForwardDialogProps {
  readonly noteId: NoteId;
  readonly desk: Pick<Desk, "read" | "settle">;
  readonly onClose: () => void;
}

/** Chooses sentences of the note before; none is chosen beforehand, because copying is a decision. */
export function CarryForwardDialog({ noteId, desk, onClose }: CarryForwardDialogProps): ReactNode {
  const { data, error } = useEarlierNote(noteId);
  const carry = useCarryForward();
  const [keys, setKeys] = useState<readonly string[]>([]);
  const earlier = data?.earlier ?? null;
  const toggle = (key: string, isOn: boolean) => setKeys(isOn ? [...keys, key] : keys.filter((other) => other !== key));
  async function carryNow(): Promise<void> {
    if (earlier === null || !(await desk.settle())) return;
    carry.mutate({ noteId, revision: desk.read().revision, fromNoteId: earlier.noteId, keys: [...keys] }, { onSuccess: onClose });
  }
  const failed = error ?? carry.error;
  return (
    <Dialog
      title={t("Carry forward")}
      size="wide"
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button variant="quiet" onPress={onClose}>
            {t("Cancel")}
          </Button>
          <Button variant="primary" isDisabled={keys.length === 0} busy={carry.isPending} onPress={() => void carryNow()}>
            {keys.length === 0 ? t("Carry forward") : t("Carry {keys} forward", { keys: formatSome(keys.length, t("sentence")) })}
          </Button>
        </>
      }
    >
      {failed !== null && <FailureNotice error={failed} />}
      {data !== undefined && earlier === null && (
        <EmptyState title={t("No earlier note")}>{t("This is the patient's first signed note here; there is nothing to carry forward.")}</EmptyState>
      )}
      {earlier !== null && (
        <>
          <Notice
            tone="info"
            title={t("From the {templateName} note of {earlier}", { templateName: earlier.templateName, earlier: formatDay(earlier.startedAt) })}
          >
            {t("Each sentence is marked as carried forward and waits for you: is it still true today?")}
          </Notice>
          {earlier.sections
            .filter(({ sentences }) => sentences.length > 0)
            .map((section) => (
              <fieldset key={section.id} className="carry-section">
                <legend>{section.title}</legend>
                {section.sentences.map((sentence) => (
                  <Checkbox key={sentence.key} isSelected={keys.includes(sentence.key)} onChange={(isOn) => toggle(sentence.key, isOn)}>
                    {sentence.text}
                  </Checkbox>
                ))}
              </fieldset>
            ))}
        </>
      )}
    </Dialog>
  );
}
