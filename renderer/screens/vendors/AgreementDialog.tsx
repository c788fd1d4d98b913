import { type ReactElement, useState } from "react";
import { type Agreement, credentialFields } from "../../../shared/domain/agreement.ts";
import { isOwnServer, type VendorId } from "../../../shared/domain/vendor.ts";
import { useRecordAgreement } from "../../api/index.ts";
import { FailureNotice } from "../../parts/index.ts";
import { Button, Dialog, PasswordField, RadioCards, SelectField, TextField } from "../../ui/index.ts";
import { t } from "../../words/language.ts";
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
      title={renewed === null ? t("Record agreement") : t("Renew agreement")}
      isOpen
      onClose={onClose}
      size="wide"
      footer={
        <>
          <Button variant="quiet" onPress={onClose}>
            {t("Cancel")}
          </Button>
          <Button variant="primary" busy={record.isPending} isDisabled={form.terms === null || password === ""} onPress={save}>
            {t("Save agreement")}
          </Button>
        </>
      }
    >
      <SelectField
        label={t("Vendor")}
        options={vendorOptions}
        value={form.vendorId}
        onChange={(id) => form.chooseVendor(id as VendorId)}
        isDisabled={renewed !== null}
        description={vendorForms[form.vendorId].hint}
      />
      <Paper form={form} />
      <Scope form={form} />
      <Keeping form={form} />
      <h3 className="form-part">{t("Access")}</h3>
      <div className="form-grid">
        {credentialFields[form.vendorId].map(({ name, label, isOptional }) => (
          <PasswordField
            key={name}
            label={label}
            description={isOptional ? t("Optional") : t("Of the clinic's own organization; sealed in the record")}
            value={form.credential[name] ?? ""}
            onChange={form.setSecret(name)}
            isRequired={!isOptional}
            autoComplete="off"
          />
        ))}
        <PasswordField
          label={t("Your password")}
          description={t("To prove again who you are")}
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
      <h3 className="form-part">{t("The paper")}</h3>
      <div className="form-grid">
        <TextField label={t("Title")} value={texts.title} onChange={set("title")} isRequired />
        <TextField label={t("Legal name")} value={texts.counterparty} onChange={set("counterparty")} isRequired />
        <TextField
          label={t("Incident contact")}
          description={t("Who to call, day and night")}
          value={texts.incidentContact}
          onChange={set("incidentContact")}
          isRequired
        />
        <TextField label={t("Signed on")} type="date" value={texts.executedOn} onChange={set("executedOn")} isRequired />
        <TextField label={t("In force from")} type="date" value={texts.effectiveOn} onChange={set("effectiveOn")} isRequired />
        <TextField label={t("Ends on")} type="date" value={texts.expiresOn} onChange={set("expiresOn")} isRequired />
        <TextField label={t("Notice, in days")} value={texts.noticeDays} onChange={set("noticeDays")} inputMode="numeric" />
      </div>
      {!isOwnServer(vendorId) && <DocumentField document={document} onChoose={setDocument} />}
    </>
  );
}

function Scope({ form: { texts, set, vendorId, identified, setIdentified } }: Form): ReactElement {
  const { organization, region, proofEndpoint } = vendorForms[vendorId];
  return (
    <>
      <h3 className="form-part">{t("What it covers")}</h3>
      <div className="form-grid">
        <TextField
          label={t("Service")}
          description={t("As the vendor's own list writes it")}
          value={texts.serviceName}
          onChange={set("serviceName")}
        />
        {organization !== "" && (
          <TextField
            label={organization}
            description={t("A key of any other is refused")}
            value={texts.organizationId}
            onChange={set("organizationId")}
            isRequired
          />
        )}
        {region !== "" && (
          <TextField label={t("Region")} description={t("In the United States")} value={texts.region} onChange={set("region")} isRequired />
        )}
        <TextField
          label={t("Endpoint")}
          description={t("The https address text may be sent to")}
          value={texts.endpoint}
          onChange={set("endpoint")}
          isRequired
        />
        {proofEndpoint !== "" && (
          <TextField
            label={t("Control address")}
            description={t("Where the retention setting is read back")}
            value={texts.proofEndpoint}
            onChange={set("proofEndpoint")}
            isRequired
          />
        )}
        <TextField
          label={t("Model ids")}
          description={t("Exact names; the first is used")}
          value={texts.models}
          onChange={set("models")}
          isRequired
        />
      </div>
      <RadioCards
        label={t("What may be sent")}
        options={[
          { id: "identifiers-removed", label: t("Text with identifiers removed"), description: t("Every task needs no more") },
          { id: "identified", label: t("Also text with identifiers"), description: t("Only where a task cannot do without") },
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
      <h3 className="form-part">{t("What stays there")}</h3>
      <div className="form-grid">
        <SelectField label={t("What the vendor keeps")} options={retentionOptions} value={texts.retention} onChange={set("retention")} />
        {texts.retention === "limited-days" && <TextField label={t("Days kept")} value={texts.days} onChange={set("days")} inputMode="numeric" />}
        {!isOwnServer(vendorId) && (
          <TextField
            label={t("Seen in writing on")}
            type="date"
            description={t("The day you saw proof of it")}
            value={texts.verifiedOn}
            onChange={set("verifiedOn")}
          />
        )}
        <TextField label={t("Price in, $ a million tokens")} value={texts.priceIn} onChange={set("priceIn")} inputMode="numeric" />
        <TextField label={t("Price out, $ a million tokens")} value={texts.priceOut} onChange={set("priceOut")} inputMode="numeric" />
        <TextField
          label={t("Pinned keys")}
          description={t("Optional: SHA-256 of accepted public keys, base64")}
          value={texts.pinnedKeys}
          onChange={set("pinnedKeys")}
        />
      </div>
    </>
  );
}
