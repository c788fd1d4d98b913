import { type ReactElement, useState } from "react";
import type { DestructionId, PatientId } from "../../../shared/domain/ids.ts";
import type { User } from "../../../shared/domain/people.ts";
import type { Destruction } from "../../../shared/domain/rights.ts";
import { useApproveDestruction, useDestructions, useWithdrawDestruction, useWriteCertificate } from "../../api/index.ts";
import { FailureNotice, PolicyMark, ProofDialog } from "../../parts/index.ts";
import { Badge, Button, DataTable, EmptyState, Notice, Stack } from "../../ui/index.ts";
import { formatDay, formatMoment, formatSome, nameDestructionReason } from "../../words/index.ts";
import { t } from "../../words/language.ts";

interface DestructionProps {
  readonly self: User;
  readonly onDisclosures: (patientId: PatientId) => void;
}

/** What was proposed, who may agree, and the certificates of what is gone. */
export function DestructionTab({ self, onDisclosures }: DestructionProps): ReactElement {
  const { data, error } = useDestructions();
  const [approving, setApproving] = useState<Destruction | null>(null);
  const approve = useApproveDestruction();
  const withdraw = useWithdrawDestruction();
  const certificate = useWriteCertificate();
  return (
    <Stack>
      <PolicyMark settings={["destructionWaitDays"]} />
      <FailureNotice error={error ?? withdraw.error ?? certificate.error} />
      {approve.data !== undefined && <Done result={approve.data} />}
      {certificate.data !== undefined && (
        <Notice tone="done" title={t("The certificate was written, with its signature beside it.")}>
          {t("SHA-256")} <span className="code-line">{certificate.data.sha256}</span>
        </Notice>
      )}
      <DataTable
        label={t("Destruction")}
        rows={data?.destructions ?? []}
        rowKey={(row) => row.id}
        empty={
          data === undefined ? null : (
            <EmptyState title={t("Nothing is proposed")}>
              {t("A record's end begins in its chart. It waits here for a second person, and its certificate is found here afterwards.")}
            </EmptyState>
          )
        }
        columns={[
          { id: "patient", header: t("Patient"), render: (row) => row.patientName ?? t("Record destroyed") },
          { id: "reason", header: t("Reason"), render: (row) => nameDestructionReason(row.reason as "court-order") },
          { id: "by", header: t("Proposed by"), render: (row) => `${row.proposedByName}, ${formatMoment(row.proposedAt)}` },
          { id: "state", header: t("State"), render: (row) => <DestructionState row={row} today={data?.today ?? ""} /> },
          {
            id: "do",
            header: t("Next"),
            render: (row) => (
              <span className="row-actions">
                {row.state === "proposed" && row.proposedByName !== self.displayName && row.notBefore <= (data?.today ?? "") && (
                  <Button variant="danger" onPress={() => setApproving(row)}>
                    {t("Approve")}
                  </Button>
                )}
                {row.state === "proposed" && (
                  <Button variant="quiet" busy={withdraw.isPending} onPress={() => withdraw.mutate({ id: row.id })}>
                    {row.proposedByName === self.displayName ? t("Take back") : t("Refuse")}
                  </Button>
                )}
                {row.state === "destroyed" && self.role !== "supervisor" && (
                  <Button variant="quiet" onPress={() => onDisclosures(row.patientId)}>
                    {t("Disclosures")}
                  </Button>
                )}
                {row.state === "destroyed" && self.role !== "supervisor" && (
                  <Button variant="quiet" busy={certificate.isPending} onPress={() => certificate.mutate({ id: row.id })}>
                    {t("Certificate")}
                  </Button>
                )}
              </span>
            ),
          },
        ]}
      />
      {approving !== null && (
        <ApproveDialog
          row={approving}
          busy={approve.isPending}
          error={approve.error}
          onApprove={(id, password) => approve.mutate({ id, password }, { onSuccess: () => setApproving(null) })}
          onClose={() => setApproving(null)}
        />
      )}
    </Stack>
  );
}

interface ApproveProps {
  readonly row: Destruction;
  readonly busy: boolean;
  readonly error: Error | null;
  readonly onApprove: (id: DestructionId, password: string) => void;
  readonly onClose: () => void;
}

function ApproveDialog({ row, busy, error, onApprove, onClose }: ApproveProps): ReactElement {
  return (
    <ProofDialog
      title={t("Destroy the record of {name}", { name: row.patientName ?? "" })}
      actionLabel={t("Destroy for good")}
      tone="danger"
      busy={busy}
      error={error}
      onProve={(password) => onApprove(row.id, password)}
      onClose={onClose}
    >
      <p>{t("{name} proposed it: {reason}.", { name: row.proposedByName, reason: nameDestructionReason(row.reason as "court-order") })}</p>
      <p>
        {t(
          "Notes, signed ones too, transcripts, recordings and everything else in this chart go, with the key that sealed them, here and in every backup that can be reached. Nobody can bring them back.",
        )}
      </p>
    </ProofDialog>
  );
}

function DestructionState({ row, today }: { readonly row: Destruction; readonly today: string }): ReactElement {
  if (row.state === "withdrawn") return <Badge tone="neutral">{t("Taken back")}</Badge>;
  if (row.state === "destroyed") {
    return (
      <Badge tone="done">
        {t("Destroyed {at}, {name}", { at: row.endedAt === null ? "" : formatMoment(row.endedAt), name: row.endedByName ?? "" })}
      </Badge>
    );
  }
  if (row.notBefore > today) return <Badge tone="caution">{t("Waits until {day}", { day: formatDay(row.notBefore) })}</Badge>;
  return <Badge tone="caution">{t("Waits for a second person")}</Badge>;
}

function Done({
  result,
}: {
  readonly result: { readonly destroyedAt: string; readonly backupsRewritten: number; readonly backupsOutOfReach: number };
}): ReactElement {
  const rewritten = t("It was taken out of {backups}.", { backups: formatSome(result.backupsRewritten, t("backup"), t("backups")) });
  return (
    <Notice tone={result.backupsOutOfReach > 0 ? "caution" : "done"} title={t("The record is destroyed.")}>
      {rewritten}{" "}
      {result.backupsOutOfReach > 0 &&
        t("Out of reach: {backups}. No restore brings the patient back, but remove them when you can; the certificate names them.", {
          backups: formatSome(result.backupsOutOfReach, t("backup"), t("backups")),
        })}
    </Notice>
  );
}
