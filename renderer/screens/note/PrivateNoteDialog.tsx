import { type ReactNode, useState } from "react";
import type { EncounterId } from "../../../shared/domain/ids.ts";
import { useOpenPrivateNote, usePrivateState, useSavePrivateNote } from "../../api/index.ts";
import { FailureNotice, ProofDialog } from "../../parts/index.ts";
import { Button, Dialog, Notice, TextField } from "../../ui/index.ts";
import { formatMoment } from "../../words/index.ts";
import { t } from "../../words/language.ts";

export interface PrivateNoteDialogProps {
  readonly encounterId: EncounterId;
  readonly onClose: () => void;
}

/**
 * A psychotherapy note: asked for with the author's own password, each time. The words and the
 * password live in this dialog and go with it.
 */
export function PrivateNoteDialog({ encounterId, onClose }: PrivateNoteDialogProps): ReactNode {
  const state = usePrivateState(encounterId);
  const open = useOpenPrivateNote();
  const save = useSavePrivateNote();
  const [password, setPassword] = useState("");
  const [text, setText] = useState("");
  if (state.data?.hasKey === false) {
    return (
      <Dialog title={t("Private note")} isOpen onClose={onClose} footer={<Button onPress={onClose}>{t("Close")}</Button>}>
        <Notice tone="info" title={t("A key of your own first")}>
          {t("A private note is sealed under a key only you can open. Make it under Your account, and print its sheet; then write the note here.")}
        </Notice>
      </Dialog>
    );
  }
  if (open.data === undefined) {
    return (
      <ProofDialog
        title={t("Private note")}
        actionLabel={t("Open")}
        busy={open.isPending || state.isPending}
        error={open.error ?? state.error}
        onProve={(given) => {
          setPassword(given);
          open.mutate({ encounterId, password: given }, { onSuccess: (opened) => setText(opened.text) });
        }}
        onClose={onClose}
      >
        <p>
          {t(
            "Kept apart from the record: nobody else can open it, it is in no export, no search and nothing that is sent. It is for your own reflection, not for medicines, times, test results, diagnosis or plan; those belong in the note.",
          )}
        </p>
      </ProofDialog>
    );
  }
  return (
    <Dialog
      title={t("Private note")}
      size="wide"
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button variant="quiet" onPress={onClose}>
            {t("Close")}
          </Button>
          <Button variant="primary" busy={save.isPending} onPress={() => save.mutate({ encounterId, password, text }, { onSuccess: onClose })}>
            {t("Save private note")}
          </Button>
        </>
      }
    >
      <FailureNotice error={save.error} />
      <TextField
        label={t("Only you can read this")}
        description={
          state.data?.savedAt == null
            ? t("Empty words take it away.")
            : t("Saved {state}. Empty words take it away.", { state: formatMoment(state.data.savedAt) })
        }
        multiline
        rows={14}
        maxLength={40_000}
        value={text}
        onChange={setText}
        autoFocus
      />
    </Dialog>
  );
}
