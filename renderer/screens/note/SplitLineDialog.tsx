import { type ReactNode, useState } from "react";
import type { Turn } from "../../../shared/domain/transcript.ts";
import { Button, Dialog } from "../../ui/index.ts";
import { t } from "../../words/language.ts";

export interface SplitLineDialogProps {
  readonly turn: Turn;
  readonly busy: boolean;
  readonly onSplit: (at: number) => void;
  readonly onClose: () => void;
}

/** Cuts a line where a second voice begins; the cursor says where, so that arrow keys do it as well as a mouse. */
export function SplitLineDialog({ turn, busy, onSplit, onClose }: SplitLineDialogProps): ReactNode {
  const [at, setAt] = useState(0);
  const [before, after] = [turn.text.slice(0, at).trim(), turn.text.slice(at).trim()];
  const isCut = before !== "" && after !== "";
  return (
    <Dialog
      title={t("Split line {line}", { line: turn.line })}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button variant="quiet" onPress={onClose}>
            {t("Cancel")}
          </Button>
          <Button variant="primary" isDisabled={!isCut} busy={busy} onPress={() => onSplit(at)}>
            {t("Split here")}
          </Button>
        </>
      }
    >
      <label className="ui-field">
        <span className="ui-label">{t("Put the cursor where the second voice begins")}</span>
        <textarea
          className="ui-input split-line"
          readOnly
          rows={4}
          value={turn.text}
          onSelect={(event) => setAt(event.currentTarget.selectionStart)}
          autoFocus
        />
      </label>
      <p className="quiet" role="status">
        {isCut ? `“…${before.slice(-40)}” | “${after.slice(0, 40)}…”` : t("Nothing would be left on one side.")}
      </p>
    </Dialog>
  );
}
