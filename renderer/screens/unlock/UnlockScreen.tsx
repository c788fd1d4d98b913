import { type FormEvent, type ReactElement, useState } from "react";
import type { ErrorCode } from "../../../shared/errors.ts";
import { useRecover, useUnlock } from "../../api/index.ts";
import { FailureNotice, PrintedWords, RestoreWizard, readWords, TypedWords } from "../../parts/index.ts";
import { Button, NamePlate, Notice, PasswordField, ScreenTitle, TextField } from "../../ui/index.ts";
import { wordsFor } from "../../words/index.ts";
import { t } from "../../words/language.ts";

interface UnlockProps {
  readonly status: {
    readonly state: string;
    readonly code: ErrorCode | null;
    readonly version: string;
    readonly clinicName: string;
    readonly recoveryPeople: number;
  };
  readonly onOpened: () => void;
}

/** The record is there and does not open by itself: why, and the way out. */
export function UnlockScreen({ status, onOpened }: UnlockProps): ReactElement {
  const words = wordsFor(status.code ?? "app.not-ready");
  const [restoring, setRestoring] = useState(false);
  // A keychain or a policy that does not answer is not mended by a backup.
  const restorable = status.code !== null && /^(vault\.|keychain\.(key-missing|changed))/.test(status.code);
  return (
    <main className="gate">
      <div className="gate-sheet">
        <div className="gate-plate">
          <NamePlate size="large" />
          <ScreenTitle>{words.title}</ScreenTitle>
        </div>
        <Notice tone={status.state === "refused" ? "refused" : "caution"} title={words.body} code={status.code ?? undefined}>
          {words.next}
        </Notice>
        {restoring && <RestoreWizard onRestored={onOpened} onLeave={() => setRestoring(false)} />}
        {!restoring && status.state === "needs-recovery" && (
          <RecoveryForm people={status.recoveryPeople} clinicName={status.clinicName} onOpened={onOpened} />
        )}
        {!restoring && status.state === "needs-passphrase" && <PassphraseForm onOpened={onOpened} />}
        {!restoring && restorable && (
          <Button variant="quiet" onPress={() => setRestoring(true)}>
            {t("Restore from a backup instead")}
          </Button>
        )}
        <footer className="gate-foot">
          <p>{t("Chartwell {version}", { version: status.version })}</p>
        </footer>
      </div>
    </main>
  );
}

interface Standing {
  readonly username: string;
  readonly password: string;
}
const nobody: Standing = { username: "", password: "" };

/** The sheet and those who stand by it; then the new sheet that replaces it. */
function RecoveryForm({
  people,
  clinicName,
  onOpened,
}: {
  readonly people: number;
  readonly clinicName: string;
  readonly onOpened: () => void;
}): ReactElement {
  const [typed, setTyped] = useState("");
  const [standing, setStanding] = useState<readonly Standing[]>(() => Array.from({ length: people }, () => nobody));
  const recover = useRecover();
  const words = readWords(typed);
  const complete = words.length === 24 && standing.every(({ username, password }) => username.trim() !== "" && password !== "");
  const change = (index: number, changes: Partial<Standing>) =>
    setStanding(standing.map((person, at) => (at === index ? { ...person, ...changes } : person)));
  function submit(event: FormEvent): void {
    event.preventDefault();
    const signed = standing.map(({ username, password }) => ({ username: username.trim().toLowerCase(), password }));
    recover.mutate({ words, people: signed }, { onError: () => setStanding(standing.map((person) => ({ ...person, password: "" }))) });
  }
  if (recover.data !== undefined) {
    return (
      <PrintedWords
        words={recover.data.words}
        heading={t("New recovery key of {clinicName}", { clinicName })}
        caution={t("The sheet just used opens nothing any more. This one takes its place; destroy the old one.")}
        foot={t(
          "These 24 words, in this order, open the clinic's record when its computer's keychain is lost, and its backups from today on. Keep this sheet sealed, apart from the computer. Keep the old sheet only as long as backups from before today are kept.",
        )}
        doneLabel={t("Go to sign-in")}
        onDone={onOpened}
      />
    );
  }
  return (
    <form onSubmit={submit}>
      <TypedWords value={typed} onChange={setTyped} />
      {standing.map((person, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the first and the second person are told apart by their place alone
        <div className="pair" key={index}>
          <TextField
            label={people === 1 ? t("User name") : t("User name, {second} person", { second: index === 0 ? "first" : "second" })}
            value={person.username}
            onChange={(username) => change(index, { username })}
          />
          <PasswordField label={t("Password")} value={person.password} onChange={(password) => change(index, { password })} />
        </div>
      ))}
      <FailureNotice error={recover.error} />
      <Button variant="primary" type="submit" busy={recover.isPending} isDisabled={!complete}>
        {t("Open the record")}
      </Button>
    </form>
  );
}

function PassphraseForm({ onOpened }: { readonly onOpened: () => void }): ReactElement {
  const [passphrase, setPassphrase] = useState("");
  const unlock = useUnlock();
  function submit(event: FormEvent): void {
    event.preventDefault();
    unlock.mutate({ passphrase }, { onSuccess: onOpened });
  }
  return (
    <form onSubmit={submit}>
      <PasswordField label={t("Clinic passphrase")} value={passphrase} onChange={setPassphrase} />
      <FailureNotice error={unlock.error} />
      <Button variant="primary" type="submit" busy={unlock.isPending} isDisabled={passphrase === ""}>
        {t("Open the record")}
      </Button>
    </form>
  );
}
