import { type ReactNode, useState } from "react";
import type { NoteId } from "../../../shared/domain/ids.ts";
import { useAddAddendum } from "../../api/index.ts";
import { Button, Dialog, Notice, PasswordField, TextField } from "../../ui/index.ts";
import { wordsFor } from "../../words/index.ts";
import { t } from "../../words/language.ts";
import { readCode } from "./read-code.ts";

export interface AddendumDialogProps {
  readonly noteId: NoteId;
  /** The words it begins with. */
  readonly begin: string;
  readonly onClose: () => void;
}

/** Adds words under a signed note, signed in their own right. The note above stays as it was. */
export function AddendumDialog({ noteId, begin, onClose }: AddendumDialogProps): ReactNode {
  const [text, setText] = useState(begin);
  const [password, setPassword] = useState("");
  const add = useAddAddendum();
  const code = add.error === null ? null : readCode(add.error);
  const isWrongPassword = code === "session.reauthentication-failed";
  function addNow(): void {
    add.mutate(
      { noteId, text: text.trim(), password },
      {
        onSuccess: onClose,
        onSettled: () => setPassword(""),
      },
    );
  }
  return (
    <Dialog
      title={t("Add addendum")}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button variant="quiet" onPress={onClose}>
            {t("Cancel")}
          </Button>
          <Button variant="primary" isDisabled={text.trim() === "" || password === ""} busy={add.isPending} onPress={addNow}>
            {t("Sign addendum")}
          </Button>
        </>
      }
    >
      <div className="panel-part">
        <TextField
          label={t("Addendum")}
          description={t("It stands under the note with your name and the time.")}
          multiline
          rows={6}
          value={text}
          onChange={setText}
        />
        <PasswordField
          label={t("Your password")}
          value={password}
          onChange={setPassword}
          {...(isWrongPassword ? { error: wordsFor("session.reauthentication-failed").title } : {})}
        />
        {code !== null && !isWrongPassword && (
          <Notice tone="refused" title={wordsFor(code).title} code={code}>
            {wordsFor(code).body}
          </Notice>
        )}
      </div>
    </Dialog>
  );
}
