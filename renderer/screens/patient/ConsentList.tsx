import { type ReactElement, useState } from "react";
import type { PatientId } from "../../../shared/domain/ids.ts";
import type { Consent, ConsentKind } from "../../../shared/domain/patient.ts";
import { AskError, useRecordConsent, useRevokeConsent } from "../../api/index.ts";
import { Badge, Button, Dialog, Notice, RadioCards, SelectField } from "../../ui/index.ts";
import { formatMoment, wordsFor } from "../../words/index.ts";
import { t } from "../../words/language.ts";

/** The text patients are given; a change to it is a new version. */
const consentTextVersion = "2026-11";

const kinds: Readonly<Record<ConsentKind, { label: string; description: string }>> = {
  "ai-drafting": {
    label: t("Drafting with AI"),
    description: t("A vendor with an agreement may get the session's text, identifiers removed, to draft the note"),
  },
  "session-recording": {
    label: t("Recording the session"),
    description: t("The session may be recorded and written down on the clinic's computers"),
  },
};

const methods = [
  { id: "signed-form", label: t("Signed form") },
  { id: "electronic", label: t("Electronic signature") },
  { id: "verbal-documented", label: t("Said in session, written down here") },
] as const;

interface ConsentListProps {
  readonly patientId: PatientId;
  readonly consents: readonly Consent[];
  readonly asking: boolean;
  /** What the question begins with. */
  readonly askFirst: ConsentKind;
  readonly onAsked: () => void;
}

/** What a patient decided, newest first, and the way to record or end it. */
export function ConsentList({ patientId, consents, asking, askFirst, onAsked }: ConsentListProps): ReactElement {
  const revoke = useRevokeConsent();
  return (
    <section aria-label={t("Consents")}>
      <h2 className="section-title">{t("Consents")}</h2>
      {consents.length === 0 && <p className="quiet">{t("None on record. Nothing is recorded, and nothing is sent to a vendor, without one.")}</p>}
      <ul className="work-list">
        {consents.map((consent) => (
          <li className="work-row" key={consent.id}>
            <div>
              <p className="work-who">
                {kinds[consent.kind].label} <ConsentState consent={consent} />
              </p>
              <p className="work-when">
                {formatMoment(consent.recordedAt)} · {methods.find(({ id }) => id === consent.method)?.label}{" "}
                {t("· text {textVersion}", { textVersion: consent.textVersion })}
              </p>
            </div>
            {consent.decision === "given" && consent.revokedAt === null && (
              <Button variant="quiet" onPress={() => revoke.mutate({ consentId: consent.id, patientId })}>
                {t("Revoke")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {asking && <ConsentDialog patientId={patientId} first={askFirst} onClose={onAsked} />}
    </section>
  );
}

function ConsentState({ consent }: { readonly consent: Consent }): ReactElement {
  if (consent.revokedAt !== null) return <Badge tone="refused">{t("Taken back")}</Badge>;
  return consent.decision === "given" ? <Badge tone="done">{t("Given")}</Badge> : <Badge tone="caution">{t("Declined")}</Badge>;
}

function ConsentDialog(props: { readonly patientId: PatientId; readonly first: ConsentKind; readonly onClose: () => void }): ReactElement {
  const { patientId, first, onClose } = props;
  const [kind, setKind] = useState<ConsentKind>(first);
  const [decision, setDecision] = useState<Consent["decision"]>("given");
  const [method, setMethod] = useState<Consent["method"]>("signed-form");
  const record = useRecordConsent();
  const code = record.error instanceof AskError ? record.error.code : null;
  return (
    <Dialog
      title={t("Record consent")}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button variant="quiet" onPress={onClose}>
            {t("Cancel")}
          </Button>
          <Button
            variant="primary"
            busy={record.isPending}
            onPress={() => record.mutate({ patientId, kind, decision, method, textVersion: consentTextVersion }, { onSuccess: onClose })}
          >
            {t("Save consent")}
          </Button>
        </>
      }
    >
      <RadioCards
        label={t("Consent to")}
        options={Object.entries(kinds).map(([id, words]) => ({ id, ...words }))}
        value={kind}
        onChange={(id) => setKind(id as ConsentKind)}
      />
      <RadioCards
        label={t("Decision")}
        options={[
          { id: "given", label: t("Given") },
          { id: "declined", label: t("Declined") },
        ]}
        value={decision}
        onChange={(id) => setDecision(id as Consent["decision"])}
      />
      <SelectField label={t("How it was given")} options={methods} value={method} onChange={(id) => setMethod(id as Consent["method"])} />
      {code !== null && (
        <Notice tone="refused" title={wordsFor(code).title} code={code}>
          {wordsFor(code).body}
        </Notice>
      )}
    </Dialog>
  );
}
