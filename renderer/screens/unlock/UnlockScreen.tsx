import { type FormEvent, type ReactElement, useState } from "react";
import type { ErrorCode } from "../../../shared/errors.ts";
import { AskError, useRecover, useUnlock } from "../../api/index.ts";
import { Button, NamePlate, Notice, PasswordField, ScreenTitle, TextField } from "../../ui/index.ts";
import { wordsFor } from "../../words/index.ts";

interface UnlockProps {
  readonly status: { readonly state: string; readonly code: ErrorCode | null; readonly version: string };
  readonly onOpened: () => void;
}

/** The record is there and does not open by itself: why, and the way out. */
export function UnlockScreen({ status, onOpened }: UnlockProps): ReactElement {
  const words = wordsFor(status.code ?? "app.not-ready");
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
        {status.state === "needs-recovery" && <RecoveryForm onOpened={onOpened} />}
        {status.state === "needs-passphrase" && <PassphraseForm onOpened={onOpened} />}
        <footer className="gate-foot">
          <p>Chartwell {status.version}</p>
        </footer>
      </div>
    </main>
  );
}

function RecoveryForm({ onOpened }: { readonly onOpened: () => void }): ReactElement {
  const [typed, setTyped] = useState("");
  const recover = useRecover();
  const words = typed.toLowerCase().match(/[a-z]+/g) ?? [];
  function submit(event: FormEvent): void {
    event.preventDefault();
    recover.mutate({ words }, { onSuccess: onOpened });
  }
  return (
    <form onSubmit={submit}>
      <TextField
        label="Recovery key"
        description={`The 24 words of the printed sheet, in order. ${words.length} of 24 so far.`}
        multiline
        rows={4}
        value={typed}
        onChange={setTyped}
      />
      <Failure error={recover.error} />
      <Button variant="primary" type="submit" busy={recover.isPending} isDisabled={words.length !== 24}>
        Open the record
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
      <PasswordField label="Clinic passphrase" value={passphrase} onChange={setPassphrase} />
      <Failure error={unlock.error} />
      <Button variant="primary" type="submit" busy={unlock.isPending} isDisabled={passphrase === ""}>
        Open the record
      </Button>
    </form>
  );
}

function Failure({ error }: { readonly error: Error | null }): ReactElement | null {
  if (!(error instanceof AskError)) return null;
  const words = wordsFor(error.code);
  return (
    <Notice tone="refused" title={words.title} code={error.code}>
      {words.body} {words.next}
    </Notice>
  );
}
