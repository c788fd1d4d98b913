import { type ReactElement, useState } from "react";
import { type AgreementTerms, AgreementTermsSchema } from "../../../shared/domain/vendor.ts";
import { useRecordAgreement } from "../../api/index.ts";
import { FailureNotice } from "../../parts/index.ts";
import { Button, Dialog, PasswordField, RadioCards, SelectField, TextField } from "../../ui/index.ts";
import { localDay } from "../../words/index.ts";

type Texts = Pick<
  AgreementTerms,
  "title" | "counterparty" | "executedOn" | "effectiveOn" | "expiresOn" | "endpoint" | "incidentContact" | "documentSha256"
> & { models: string; retention: AgreementTerms["retentionMode"]; days: string };

const retentionOptions = [
  { id: "hipaa-ready", label: "HIPAA-ready organization" },
  { id: "zero-data-retention", label: "Zero data retention" },
  { id: "limited-days", label: "Kept for some days" },
] as const;

/** A year from a day, less one: the usual term. */
function endOfTerm(day: string): string {
  return localDay(new Date(Date.parse(`${Number(day.slice(0, 4)) + 1}${day.slice(4)}T12:00`) - 86_400_000));
}

function startTexts(): Texts {
  const today = localDay(new Date());
  return {
    title: "Business Associate Agreement",
    counterparty: "Anthropic PBC",
    executedOn: today,
    effectiveOn: today,
    expiresOn: endOfTerm(today),
    endpoint: "https://api.anthropic.com",
    incidentContact: "",
    documentSha256: "",
    models: "claude-sonnet-5-5",
    retention: "hipaa-ready",
    days: "0",
  };
}

/** Writes down a signed agreement. What it does not name, the gate refuses. */
export function AgreementDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const [texts, setTexts] = useState<Texts>(startTexts);
  const [dataClass, setDataClass] = useState<"identifiers-removed" | "identified">("identifiers-removed");
  const [apiKey, setApiKey] = useState("");
  const [password, setPassword] = useState("");
  const record = useRecordAgreement();
  const set = (field: keyof Texts) => (value: string) => setTexts({ ...texts, [field]: value });
  const { models, retention, days, ...plain } = texts;
  const terms = AgreementTermsSchema.safeParse({
    ...plain,
    vendorId: "anthropic",
    modelIds: models.split(/[\s,]+/).filter((id) => id !== ""),
    features: ["messages", "streaming"],
    region: "us",
    dataClasses: dataClass === "identified" ? ["identifiers-removed", "identified"] : ["identifiers-removed"],
    retentionMode: retention,
    retentionDays: Number(days) || 0,
  });
  function save(): void {
    if (terms.success)
      record.mutate({ terms: terms.data, apiKey: apiKey.trim(), password }, { onSuccess: onClose, onSettled: () => setPassword("") });
  }
  return (
    <Dialog
      title="Record agreement"
      isOpen
      onClose={onClose}
      size="wide"
      footer={
        <>
          <Button variant="quiet" onPress={onClose}>
            Cancel
          </Button>
          <Button variant="primary" busy={record.isPending} isDisabled={!terms.success || apiKey.trim().length < 8 || password === ""} onPress={save}>
            Save agreement
          </Button>
        </>
      }
    >
      <p className="quiet">As it stands in the signed document. Anthropic only for now; anything the agreement does not name is refused.</p>
      <div className="form-grid">
        <TextField label="Agreement title" value={texts.title} onChange={set("title")} isRequired />
        <TextField label="Vendor's legal name" value={texts.counterparty} onChange={set("counterparty")} isRequired />
        <TextField
          label="Incident contact"
          description="Who to call, day and night"
          value={texts.incidentContact}
          onChange={set("incidentContact")}
          isRequired
        />
        <TextField label="Signed on" type="date" value={texts.executedOn} onChange={set("executedOn")} isRequired />
        <TextField label="In force from" type="date" value={texts.effectiveOn} onChange={set("effectiveOn")} isRequired />
        <TextField label="Ends on" type="date" value={texts.expiresOn} onChange={set("expiresOn")} isRequired />
        <TextField
          label="Endpoint"
          description="The https address text may be sent to"
          value={texts.endpoint}
          onChange={set("endpoint")}
          isRequired
        />
        <TextField label="Model ids" description="Exact names, one a line or with commas" value={texts.models} onChange={set("models")} isRequired />
        <SelectField label="What the vendor keeps" options={retentionOptions} value={retention} onChange={set("retention")} />
        {retention === "limited-days" && <TextField label="Days kept" value={days} onChange={set("days")} inputMode="numeric" />}
      </div>
      <RadioCards
        label="What may be sent"
        options={[
          { id: "identifiers-removed", label: "Text with identifiers removed", description: "Drafting needs no more" },
          { id: "identified", label: "Also text with identifiers", description: "Only where a task cannot do without" },
        ]}
        value={dataClass}
        onChange={(id) => setDataClass(id as typeof dataClass)}
      />
      <div className="form-grid">
        <PasswordField
          label="Vendor key"
          description="The API key of the clinic's own organization; sealed in the record"
          value={apiKey}
          onChange={setApiKey}
          isRequired
          autoComplete="off"
        />
        <PasswordField
          label="Your password"
          description="To prove again who you are"
          value={password}
          onChange={setPassword}
          isRequired
          autoComplete="current-password"
        />
      </div>
      <FailureNotice error={record.error} />
    </Dialog>
  );
}
