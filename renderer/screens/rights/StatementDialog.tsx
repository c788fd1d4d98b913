import { type ReactElement, useState } from "react";
import type { RightsRequest } from "../../../shared/domain/rights.ts";
import { useAddStatement, useExtendRequest } from "../../api/index.ts";
import { FailureNotice } from "../../parts/index.ts";
import { Button, Dialog, TextField } from "../../ui/index.ts";
import { t } from "../../words/language.ts";

export type StatementKind = "extension" | "disagreement" | "rebuttal";

const words: Readonly<Record<StatementKind, { readonly title: string; readonly lead: string; readonly label: string }>> = {
  extension: {
    title: t("Extend by 30 days"),
    lead: t("Once only. The patient is told in writing why and until when, before the first day is past."),
    label: t("Why more time is needed"),
  },
  disagreement: {
    title: t("The patient's statement of disagreement"),
    lead: t("In the patient's own words. It stays with the record and goes with it wherever it is sent."),
    label: t("The statement"),
  },
  rebuttal: {
    title: t("Rebuttal"),
    lead: t("The clinic's answer to the statement. The patient gets a copy."),
    label: t("The rebuttal"),
  },
};

/** One text that is joined to a request. */
export function StatementDialog({
  request,
  kind,
  onClose,
}: {
  readonly request: RightsRequest;
  readonly kind: StatementKind;
  readonly onClose: () => void;
}): ReactElement {
  const [text, setText] = useState("");
  const extend = useExtendRequest();
  const add = useAddStatement();
  const { title, lead, label } = words[kind];
  const { id } = request;
  function save(): void {
    if (kind === "extension") extend.mutate({ id, reason: text }, { onSuccess: onClose });
    else add.mutate({ id, kind, text }, { onSuccess: onClose });
  }
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button variant="quiet" onPress={onClose}>
            {t("Cancel")}
          </Button>
          <Button variant="primary" busy={extend.isPending || add.isPending} isDisabled={text.trim() === ""} onPress={save}>
            {t("Save")}
          </Button>
        </>
      }
    >
      <p className="quiet">{lead}</p>
      <TextField label={label} value={text} onChange={setText} isRequired multiline rows={5} maxLength={2000} />
      <FailureNotice error={extend.error ?? add.error} />
    </Dialog>
  );
}
