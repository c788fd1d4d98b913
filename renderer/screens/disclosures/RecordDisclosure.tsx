import { type ReactElement, useState } from "react";
import type { DisclosurePurpose } from "../../../shared/domain/disclosure.ts";
import type { PatientId } from "../../../shared/domain/ids.ts";
import { useRecordDisclosure } from "../../api/index.ts";
import { FailureNotice } from "../../parts/index.ts";
import { Button, Dialog, SelectField, TextField } from "../../ui/index.ts";
import { localDay } from "../../words/index.ts";
import { t } from "../../words/language.ts";
import { purposeOptions } from "./purpose-words.ts";

const blank = { recipient: "", recipientAddress: "", what: "", basis: "" };

/** Writes down what was disclosed outside the program, in the four parts the rule asks for (164.528(b)(2)). */
export function RecordDisclosure({ patientId, onClose }: { readonly patientId: PatientId; readonly onClose: () => void }): ReactElement {
  const [content, setContent] = useState(blank);
  const [purpose, setPurpose] = useState("court-order");
  const [disclosedOn, setDisclosedOn] = useState(localDay(new Date()));
  const record = useRecordDisclosure();
  const set = (field: keyof typeof blank) => (value: string) => setContent({ ...content, [field]: value });
  const ready = disclosedOn !== "" && [content.recipient, content.what, content.basis].every((text) => text.trim() !== "");
  function save(): void {
    record.mutate({ patientId, disclosedOn, purpose: purpose as Exclude<DisclosurePurpose, "breach">, content }, { onSuccess: onClose });
  }
  return (
    <Dialog
      title={t("Record a disclosure")}
      isOpen
      onClose={onClose}
      size="wide"
      footer={
        <>
          <Button variant="quiet" onPress={onClose}>
            {t("Cancel")}
          </Button>
          <Button variant="primary" busy={record.isPending} isDisabled={!ready} onPress={save}>
            {t("Save disclosure")}
          </Button>
        </>
      }
    >
      <p className="quiet">
        {t(
          "What left outside this program: to a court, a health department, the police. Not treatment, payment or operations, and not what the patient asked for. A recorded disclosure is final.",
        )}
      </p>
      <div className="form-grid">
        <TextField label={t("Day")} type="date" value={disclosedOn} onChange={setDisclosedOn} isRequired />
        <SelectField label={t("Why")} options={purposeOptions} value={purpose} onChange={setPurpose} />
        <TextField label={t("To whom")} value={content.recipient} onChange={set("recipient")} isRequired maxLength={200} />
        <TextField
          label={t("Their address")}
          description={t("If it is known")}
          value={content.recipientAddress}
          onChange={set("recipientAddress")}
          maxLength={300}
        />
      </div>
      <TextField label={t("What was disclosed")} value={content.what} onChange={set("what")} isRequired multiline rows={2} maxLength={600} />
      <TextField
        label={t("On what basis")}
        description={t("In a sentence, or where the written request is kept")}
        value={content.basis}
        onChange={set("basis")}
        isRequired
        multiline
        rows={2}
        maxLength={600}
      />
      <FailureNotice error={record.error} />
    </Dialog>
  );
}
