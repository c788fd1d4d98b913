import { type FormEvent, type ReactElement, useState } from "react";
import { useFindBackups, useRestore } from "../api/index.ts";
import { Button, Notice, RadioCards, Stack } from "../ui/index.ts";
import { formatBytes, formatDay, formatMoment, formatSome } from "../words/index.ts";
import { t } from "../words/language.ts";
import { FailureNotice } from "./FailureNotice.tsx";
import { readWords, TypedWords } from "./TypedWords.tsx";

/** Puts a record back: choose the folder, choose the backup, type the words of the sheet. */
export function RestoreWizard({ onRestored, onLeave }: { readonly onRestored: () => void; readonly onLeave?: () => void }): ReactElement {
  const [chosen, setChosen] = useState<string | null>(null);
  const [typed, setTyped] = useState("");
  const find = useFindBackups();
  const restore = useRestore();
  const backups = find.data?.backups ?? [];
  const words = readWords(typed);
  const sheet = backups.find((backup) => backup.name === chosen)?.sheetPrintedOn ?? "";

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (chosen !== null) restore.mutate({ name: chosen, words });
  }

  if (restore.data !== undefined) {
    const { withheld, durationMs } = restore.data;
    return (
      <Stack>
        <Notice
          tone="done"
          title={t("The record stands again, after {max}.", { max: formatSome(Math.max(1, Math.round(durationMs / 1000)), t("second")) })}
        >
          {withheld > 0 &&
            t("{withheld} destroyed after this backup and stayed destroyed. ", {
              withheld: formatSome(withheld, t("patient was"), t("patients were")),
            })}
          {t("Everyone signs in with the password they had when the backup was made.")}
        </Notice>
        <Button variant="primary" onPress={onRestored}>
          {t("Go to sign-in")}
        </Button>
      </Stack>
    );
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <p>
          {t(
            "A restore takes a backup and the recovery sheet that was in force when it was made. What is on this computer is moved aside, not deleted.",
          )}
        </p>
        <Button
          variant={chosen === null ? "primary" : "secondary"}
          busy={find.isPending}
          onPress={() => find.mutate({}, { onSuccess: () => setChosen(null) })}
        >
          {t("Choose the backup folder")}
        </Button>
        <FailureNotice error={find.error} />
        {find.data?.chosen === true && backups.length === 0 && (
          <Notice tone="caution" title={t("No whole backup is in that folder")}>
            {t("Choose the folder backups go to, or the folder of one backup.")}
          </Notice>
        )}
        {backups.length > 0 && (
          <RadioCards
            label={t("Backup")}
            value={chosen}
            onChange={setChosen}
            options={backups.slice(0, 8).map((backup) => ({
              id: backup.name,
              label: formatMoment(backup.madeAt),
              description: `${backup.clinicName}, ${formatBytes(backup.bytes)}`,
            }))}
          />
        )}
        {chosen !== null && (
          <>
            <p className="quiet">{t("It opens with the sheet printed on {sheet}.", { sheet: formatDay(sheet) })}</p>
            <TypedWords value={typed} onChange={setTyped} />
          </>
        )}
        <FailureNotice error={restore.error} />
        <div className="form-foot">
          {onLeave !== undefined && (
            <Button variant="quiet" onPress={onLeave}>
              {t("Back")}
            </Button>
          )}
          <Button variant="primary" type="submit" busy={restore.isPending} isDisabled={chosen === null || words.length !== 24}>
            {t("Restore")}
          </Button>
        </div>
      </Stack>
    </form>
  );
}
