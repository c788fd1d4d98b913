import { type ReactElement, useState } from "react";
import type { NoteId, PatientId } from "../../../shared/domain/ids.ts";
import type { RequestContent, RequestKind } from "../../../shared/domain/rights.ts";
import { usePatient, useRecordRequest } from "../../api/index.ts";
import { FailureNotice } from "../../parts/index.ts";
import { Button, Dialog, RadioCards, SelectField, TextField } from "../../ui/index.ts";
import { formatDay, requestWords } from "../../words/index.ts";
import { t } from "../../words/language.ts";

const toOptions = (labels: Readonly<Record<string, string>>) => Object.entries(labels).map(([id, label]) => ({ id, label }));
const blank = {
  channel: "in-person",
  requester: "patient",
  requesterName: "",
  proof: "",
  asked: "",
  noteId: null,
  format: "",
  recipient: "",
} as const;

/** Writes down what a patient asks for, when, by which way, and how it was made sure who asks. */
export function RecordRequest({
  patientId,
  today,
  onClose,
}: {
  readonly patientId: PatientId;
  readonly today: string;
  readonly onClose: () => void;
}): ReactElement {
  const [kind, setKind] = useState<RequestKind>("access");
  const [receivedOn, setReceivedOn] = useState(today);
  const [content, setContent] = useState<RequestContent>(blank);
  const record = useRecordRequest();
  const notes = (usePatient(patientId).data?.encounters ?? []).filter(({ noteId }) => noteId !== null);
  const set = (part: Partial<RequestContent>) => setContent({ ...content, ...part });
  const ready =
    receivedOn !== "" &&
    content.asked.trim() !== "" &&
    content.proof.trim() !== "" &&
    (content.requester === "patient" || content.requesterName.trim() !== "");
  return (
    <Dialog
      title={t("Write a request down")}
      isOpen
      onClose={onClose}
      size="wide"
      footer={
        <>
          <Button variant="quiet" onPress={onClose}>
            {t("Cancel")}
          </Button>
          <Button
            variant="primary"
            busy={record.isPending}
            isDisabled={!ready}
            onPress={() => record.mutate({ patientId, kind, receivedOn, content }, { onSuccess: onClose })}
          >
            {t("Save request")}
          </Button>
        </>
      }
    >
      <RadioCards
        label={t("What is asked for")}
        value={kind}
        onChange={(chosen) => setKind(chosen as RequestKind)}
        options={[
          { id: "access", label: t("A copy of the record"), description: t("Due in 30 days (45 CFR 164.524)") },
          { id: "amendment", label: t("A correction"), description: t("Due in 60 days (45 CFR 164.526)") },
        ]}
      />
      <TextField
        label={t("In their words")}
        value={content.asked}
        onChange={(asked) => set({ asked })}
        isRequired
        multiline
        rows={3}
        maxLength={2000}
      />
      <div className="form-grid">
        <TextField label={t("Received on")} type="date" value={receivedOn} onChange={setReceivedOn} isRequired />
        <SelectField
          label={t("How")}
          value={content.channel}
          onChange={(channel) => set({ channel: channel as RequestContent["channel"] })}
          options={toOptions(requestWords.channels)}
        />
        <SelectField
          label={t("Who asks")}
          value={content.requester}
          onChange={(requester) => set({ requester: requester as RequestContent["requester"] })}
          options={toOptions(requestWords.requesters)}
        />
        {content.requester !== "patient" && (
          <TextField
            label={t("Their name")}
            value={content.requesterName}
            onChange={(requesterName) => set({ requesterName })}
            isRequired
            maxLength={160}
          />
        )}
      </div>
      <TextField
        label={t("How you made sure who asks")}
        description={t("A document seen, known in person, a signed direction, proof of representation")}
        value={content.proof}
        onChange={(proof) => set({ proof })}
        isRequired
        maxLength={400}
      />
      {kind === "access" ? (
        <div className="form-grid">
          <TextField
            label={t("Form and format asked for")}
            description={t("Paper, PDF, for another program; as asked if you can")}
            value={content.format}
            onChange={(format) => set({ format })}
            maxLength={160}
          />
          <TextField
            label={t("To whom it goes")}
            description={t("Empty: to whoever asks")}
            value={content.recipient}
            onChange={(recipient) => set({ recipient })}
            maxLength={400}
          />
        </div>
      ) : (
        <SelectField
          label={t("About which note")}
          value={content.noteId ?? "none"}
          onChange={(noteId) => set({ noteId: noteId === "none" ? null : (noteId as NoteId) })}
          options={[
            { id: "none", label: t("No single note") },
            ...notes.map(({ noteId, templateName, startedAt }) => ({ id: noteId ?? "", label: `${templateName ?? ""}, ${formatDay(startedAt)}` })),
          ]}
        />
      )}
      <FailureNotice error={record.error} />
    </Dialog>
  );
}
