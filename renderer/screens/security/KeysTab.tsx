import { type ReactElement, useState } from "react";
import type { KeyLine } from "../../../shared/domain/access.ts";
import { useKeys, useRekey, useRenewSheet } from "../../api/index.ts";
import { FailureNotice, PolicyMark, PrintedWords, ProofDialog } from "../../parts/index.ts";
import { Badge, Button, DataTable, Dialog, EmptyState, Notice, Stack } from "../../ui/index.ts";
import { formatCount, formatDay } from "../../words/index.ts";
import { t } from "../../words/language.ts";

const purposes: Readonly<Record<KeyLine["purpose"], string>> = {
  master: t("Master key, wraps the others"),
  database: t("Database, derived from the master key"),
  device: t("This workstation's keychain, alone"),
  "device-and-person": t("This workstation's keychain with a person's password"),
  passphrase: t("Clinic passphrase"),
  "recovery-sheet": t("Printed recovery sheet"),
  "people-share": t("Share that people's passwords open"),
  person: t("One person's password"),
  "clinic-settings": t("Vendor credentials and second factors"),
  keybag: t("Keybag, wraps patient keys"),
  "locked-spool": t("What a locked program may write"),
  "patient-record": t("Patient record keys"),
  "patient-accounting": t("Patient accounting keys"),
  "psychotherapy-notes": t("One author's private notes"),
  "retired-master": t("Earlier master key, for older backups"),
};

/** Every key by id, date and purpose, and the two things to do with them. */
export function KeysTab({ tends }: { readonly tends: boolean }): ReactElement {
  const { data, error } = useKeys();
  const [asked, setAsked] = useState<"none" | "sheet" | "rekey">("none");
  const sheet = useRenewSheet();
  const rekey = useRekey();
  const words = sheet.data ?? rekey.data;
  const keys = data?.keys ?? [];
  const overdue = keys.filter((key) => key.overdue).length;
  const hasSheet = keys.some((key) => key.purpose === "recovery-sheet");
  function close(): void {
    setAsked("none");
    sheet.reset();
    rekey.reset();
  }
  return (
    <Stack>
      {data !== undefined && !hasSheet && (
        <Notice tone="caution" title={t("No recovery sheet is in force")}>
          {t("Print one now: without it a lost keychain means a lost record.")}
        </Notice>
      )}
      {overdue > 0 && (
        <Notice tone="caution" title={t("Keys older than two years")}>
          {t("New keys for the whole record replace them in one step.")}
        </Notice>
      )}
      <FailureNotice error={error} />
      <PolicyMark settings={["keychain", "workstation", "recoveryPeople"]} />
      {tends && (
        <div className="form-foot">
          <Button onPress={() => setAsked("sheet")}>{t("Print a new recovery sheet")}</Button>
          <Button onPress={() => setAsked("rekey")}>{t("New keys for the whole record")}</Button>
        </div>
      )}
      <DataTable
        label={t("Keys")}
        rows={keys}
        rowKey={(key) => key.keyId}
        empty={<EmptyState title={t("No keys to show")} />}
        columns={[
          { id: "purpose", header: t("What it is for"), render: (key) => purposes[key.purpose] },
          { id: "id", header: t("Key"), render: (key) => <span className="mono">{key.keyId}</span> },
          {
            id: "made",
            header: t("Made"),
            render: (key) => (key.createdAt === null ? t("With each patient") : formatDay(key.createdAt.slice(0, 10))),
          },
          { id: "count", header: t("Keys"), numeric: true, render: (key) => formatCount(key.count) },
          {
            id: "state",
            header: t("State"),
            render: (key) => (key.overdue ? <Badge tone="caution">{t("Overdue")}</Badge> : <Badge tone="done">{t("In force")}</Badge>),
          },
        ]}
      />
      {asked === "sheet" && words === undefined && (
        <ProofDialog
          title={t("Print a new recovery sheet")}
          actionLabel={t("Make it")}
          busy={sheet.isPending}
          error={sheet.error}
          onProve={(password) => sheet.mutate({ password })}
          onClose={close}
        >
          <p>{t("The sheet in force opens nothing from then on, except backups made before today.")}</p>
        </ProofDialog>
      )}
      {asked === "rekey" && words === undefined && (
        <ProofDialog
          title={t("New keys for the whole record")}
          actionLabel={t("Change the keys")}
          busy={rekey.isPending}
          error={rekey.error}
          onProve={(password) => rekey.mutate({ password })}
          onClose={close}
        >
          <p>
            {t("First a backup is made and read back. Then every page is written under a new key and checked, and a new recovery sheet is shown.")}
          </p>
          <p>{t("Do this when a workstation is lost or somebody with access to keys leaves.")}</p>
        </ProofDialog>
      )}
      {words !== undefined && (
        <Dialog title={t("The new recovery sheet")} size="wide" isOpen onClose={close}>
          <PrintedWords
            words={words.words}
            heading={t("Recovery key {keyId}", { keyId: words.keyId })}
            caution={t("The sheet before this one opens nothing any more, except backups made before today.")}
            foot={t(
              "These 24 words, in this order, open the clinic's record when its computer's keychain is lost, and its backups from today on. Keep this sheet sealed, apart from the computer and the backups.",
            )}
            doneLabel={t("Done")}
            onDone={close}
          />
        </Dialog>
      )}
    </Stack>
  );
}
