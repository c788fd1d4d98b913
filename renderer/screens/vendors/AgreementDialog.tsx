import { type ReactElement, useState } from "react";
import { type Agreement, credentialFields } from "../../../shared/domain/agreement.ts";
import { isOwnServer, type VendorId } from "../../../shared/domain/vendor.ts";
import { useRecordAgreement } from "../../api/index.ts";
import { FailureNotice } from "../../parts/index.ts";
import { Button, Dialog, PasswordField, RadioCards, SelectField, TextField } from "../../ui/index.ts";
import { DocumentField } from "./DocumentField.tsx";
import { useAgreementForm } from "./use-agreement-form.ts";
import { retentionOptions, vendorForms, vendorOptions } from "./vendor-forms.ts";

interface AgreementDialogProps {
  /** The agreement that is renewed, or null for a new one. */
  readonly renewed: Agreement | null;
  readonly onClose: () => void;
  readonly onRecorded: (agreement: Agreement) => void;
}

/** Writes down a signed agreement. What it does not name, the gate refuses. */
export function AgreementDialog({ renewed, onClose, onRecorded }: AgreementDialogProps): ReactElement {
  const form = useAgreementForm(renewed);
  const [password, setPassword] = useState("");
  const record = useRecordAgreement();
  function save(): void {
    if (form.terms === null) return;
    const { terms, credential, document } = form;
    record.mutate({ terms, credential, document, password }, { onSuccess: onRecorded, onSettled: () => setPassword("") });
  }
  return (
    <Dialog
      title={renewed === null ? "Record agreement" : "Renew agreement"}
      isOpen
      onClose={onClose}
      size="wide"
      footer={
        <>
          <Button variant="quiet" onPress={onClose}>
            Cancel
          </Button>
          <Button variant="primary" busy={record.isPending} isDisabled={form.terms === null || password === ""} onPress={save}>
            Save agreement
          </Button>
        </>
      }
    >
      <SelectField
        label="Vendor"
        options={vendorOptions}
        value={form.vendorId}
        onChange={(id) => form.chooseVendor(id as VendorId)}
        isDisabled={renewed !== null}
        description={vendorForms[form.vendorId].hint}
      />
      <Paper form={form} />
      <Scope form={form} />
      <Keeping form={form} />
      <h3 className="form-part">Access</h3>
      <div className="form-grid">
        {credentialFields[form.vendorId].map(({ name, label, isOptional }) => (
          <PasswordField
            key={name}
            label={label}
            description={isOptional ? "Optional" : "Of the clinic's own organization; sealed in the record"}
            value={form.credential[name] ?? ""}
            onChange={form.setSecret(name)}
            isRequired={!isOptional}
            autoComplete="off"
          />
        ))}
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

type Form = { readonly form: ReturnType<typeof useAgreementForm> };

function Paper({ form: { texts, set, vendorId, document, setDocument } }: Form): ReactElement {
  return (
    <>
      <h3 className="form-part">The paper</h3>
      <div className="form-grid">
        <TextField label="Title" value={texts.title} onChange={set("title")} isRequired />
        <TextField label="Legal name" value={texts.counterparty} onChange={set("counterparty")} isRequired />
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
        <TextField label="Notice, in days" value={texts.noticeDays} onChange={set("noticeDays")} inputMode="numeric" />
      </div>
      {!isOwnServer(vendorId) && <DocumentField document={document} onChoose={setDocument} />}
    </>
  );
}

function Scope({ form: { texts, set, vendorId, identified, setIdentified } }: Form): ReactElement {
  const { organization, region, proofEndpoint } = vendorForms[vendorId];
  return (
    <>
      <h3 className="form-part">What it covers</h3>
      <div className="form-grid">
        <TextField label="Service" description="As the vendor's own list writes it" value={texts.serviceName} onChange={set("serviceName")} />
        {organization !== "" && (
          <TextField
            label={organization}
            description="A key of any other is refused"
            value={texts.organizationId}
            onChange={set("organizationId")}
            isRequired
          />
        )}
        {region !== "" && <TextField label="Region" description="In the United States" value={texts.region} onChange={set("region")} isRequired />}
        <TextField
          label="Endpoint"
          description="The https address text may be sent to"
          value={texts.endpoint}
          onChange={set("endpoint")}
          isRequired
        />
        {proofEndpoint !== "" && (
          <TextField
            label="Control address"
            description="Where the retention setting is read back"
            value={texts.proofEndpoint}
            onChange={set("proofEndpoint")}
            isRequired
          />
        )}
        <TextField label="Model ids" description="Exact names; the first is used" value={texts.models} onChange={set("models")} isRequired />
      </div>
      <RadioCards
        label="What may be sent"
        options={[
          { id: "identifiers-removed", label: "Text with identifiers removed", description: "Every task needs no more" },
          { id: "identified", label: "Also text with identifiers", description: "Only where a task cannot do without" },
        ]}
        value={identified ? "identified" : "identifiers-removed"}
        onChange={(id) => setIdentified(id === "identified")}
      />
    </>
  );
}

function Keeping({ form: { texts, set, vendorId } }: Form): ReactElement {
  return (
    <>
      <h3 className="form-part">What stays there</h3>
      <div className="form-grid">
        <SelectField label="What the vendor keeps" options={retentionOptions} value={texts.retention} onChange={set("retention")} />
        {texts.retention === "limited-days" && <TextField label="Days kept" value={texts.days} onChange={set("days")} inputMode="numeric" />}
        {!isOwnServer(vendorId) && (
          <TextField
            label="Seen in writing on"
            type="date"
            description="The day you saw proof of it"
            value={texts.verifiedOn}
            onChange={set("verifiedOn")}
          />
        )}
        <TextField label="Price in, $ a million tokens" value={texts.priceIn} onChange={set("priceIn")} inputMode="numeric" />
        <TextField label="Price out, $ a million tokens" value={texts.priceOut} onChange={set("priceOut")} inputMode="numeric" />
        <TextField
          label="Pinned keys"
          description="Optional: SHA-256 of accepted public keys, base64"
          value={texts.pinnedKeys}
          onChange={set("pinnedKeys")}
        />
      </div>
    </>
  );
}
