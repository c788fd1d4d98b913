import { type ReactElement, useState } from "react";
import type { AnchorName } from "../../../shared/domain/anchor.ts";
import { useAnchors, useExportAudit, useRotateAuditKey, useSession } from "../../api/index.ts";
import { FailureNotice, PolicyMark, ProofDialog } from "../../parts/index.ts";
import { Badge, Button, DataTable, EmptyState, Notice } from "../../ui/index.ts";
import { formatCount, formatMoment, formatSome, wordsFor } from "../../words/index.ts";
import { t } from "../../words/language.ts";
import { RetentionPart } from "./RetentionPart.tsx";

const placeWords: Readonly<Record<AnchorName, string>> = {
  folder: t("A folder that only grows"),
  timestamp: t("A time-stamping authority"),
  siem: t("The log server"),
  cloudwatch: t("CloudWatch Logs"),
  "fhir-feed": t("The audit record repository"),
};

/** What stands without this computer: signed checkpoints, the places that keep copies, and the log to hand to an auditor. */
export function EvidenceTab(): ReactElement {
  const { data, error } = useAnchors();
  const role = useSession().data?.session?.user.role;
  const exporting = useExportAudit();
  const [rotating, setRotating] = useState(false);
  const checkpoint = data?.checkpoint ?? null;
  const mayRotate = role !== "auditor";
  return (
    <div className="form-stack">
      <FailureNotice error={error ?? exporting.error} />
      <PolicyMark settings={["audit.anchorFolder", "audit.timestamp", "audit.siem", "audit.cloudwatch", "audit.fhirFeed"]} />
      {checkpoint !== null && (
        <p className="answer">
          {t("The newest signed checkpoint covers {checkpoint}, {checkpoint2}. Its code for the paper log is", {
            checkpoint: formatSome(checkpoint.size, t("entry"), t("entries")),
            checkpoint2: formatMoment(checkpoint.at),
          })}{" "}
          <strong className="code-line">{checkpoint.code}</strong>.
        </p>
      )}
      {data !== undefined && (
        <DataTable
          label={t("Kept elsewhere")}
          rows={data.anchors}
          rowKey={({ anchor }) => anchor}
          empty={
            <EmptyState title={t("All evidence lies with the record")}>
              {t(
                "Whoever holds this computer and its keys could write another history. IT names at least two places in the policy: a folder or share, a time-stamping authority, a log server, CloudWatch, or a FHIR repository.",
              )}
            </EmptyState>
          }
          columns={[
            { id: "place", header: t("Kept by"), render: ({ anchor }) => placeWords[anchor] },
            { id: "size", header: t("Up to entry"), numeric: true, render: ({ size }) => formatCount(size) },
            { id: "at", header: t("Last taken"), render: ({ at }) => (at === null ? t("Never") : formatMoment(at)) },
            {
              id: "state",
              header: t("State"),
              render: ({ failedCode, attempts }) =>
                failedCode === null ? (
                  <Badge tone="done">{t("In order")}</Badge>
                ) : (
                  <>
                    <Badge tone="refused">{wordsFor(failedCode).title}</Badge>{" "}
                    <span className="quiet">{formatSome(attempts, t("try"), t("tries"))}</span>
                  </>
                ),
            },
          ]}
        />
      )}
      {exporting.data !== undefined && (
        <Notice
          tone="done"
          title={t("Written: {name}, {exporting}.", {
            name: exporting.data.name,
            exporting: formatSome(exporting.data.size, t("entry"), t("entries")),
          })}
        >
          {t("An auditor verifies it with chartwell-audit.mjs and nothing else. Its SHA-256 is")}{" "}
          <span className="code-line">{exporting.data.sha256}</span>.
        </Notice>
      )}
      <div className="row-actions">
        {role !== "it-admin" && (
          <Button variant="secondary" busy={exporting.isPending} onPress={() => exporting.mutate({})}>
            {t("Write the log for an auditor")}
          </Button>
        )}
        {mayRotate && (
          <Button variant="quiet" onPress={() => setRotating(true)}>
            {t("New signing key")}
          </Button>
        )}
      </div>
      {role !== "it-admin" && <RetentionPart />}
      {rotating && <RotateKey onClose={() => setRotating(false)} />}
    </div>
  );
}

function RotateKey({ onClose }: { readonly onClose: () => void }): ReactElement {
  const rotate = useRotateAuditKey();
  return (
    <ProofDialog
      title={t("New signing key")}
      actionLabel={t("Make a new key")}
      busy={rotate.isPending}
      error={rotate.error}
      onClose={onClose}
      onProve={(password) => rotate.mutate({ password }, { onSuccess: onClose })}
    >
      <p>{t("The last checkpoint under the old key vouches for the new one, so that whoever trusts the old one can follow.")}</p>
    </ProofDialog>
  );
}
