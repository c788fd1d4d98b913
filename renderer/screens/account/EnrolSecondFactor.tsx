import { type FormEvent, type ReactElement, useState } from "react";
import { useBeginSecondFactor, useConfirmSecondFactor } from "../../api/index.ts";
import { FailureNotice, QrCode } from "../../parts/index.ts";
import { Button, Notice, PasswordField, Stack, TextField } from "../../ui/index.ts";
import { t } from "../../words/language.ts";

/** Sets up an authenticator app: prove who it is, scan, type a first code, keep the recovery codes. */
export function EnrolSecondFactor({ onDone }: { readonly onDone: () => void }): ReactElement {
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const begin = useBeginSecondFactor();
  const confirm = useConfirmSecondFactor();
  if (confirm.data !== undefined) return <RecoveryCodes codes={confirm.data.recoveryCodes} onDone={onDone} />;
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (begin.data === undefined) begin.mutate({ password }, { onSettled: () => setPassword("") });
    else confirm.mutate({ code }, { onError: () => setCode("") });
  }
  return (
    <form onSubmit={submit}>
      {begin.data === undefined ? (
        <PasswordField label={t("Your password")} value={password} onChange={setPassword} autoComplete="current-password" autoFocus />
      ) : (
        <Stack>
          <p>{t("Scan this with an authenticator app, or type the key into it by hand.")}</p>
          <QrCode text={begin.data.uri} label={t("The key, for an authenticator app")} />
          <p className="mono">{begin.data.secret.match(/.{1,4}/g)?.join(" ")}</p>
          <TextField
            label={t("First code")}
            description={t("The six digits the app shows now.")}
            value={code}
            onChange={setCode}
            inputMode="numeric"
            autoFocus
          />
        </Stack>
      )}
      <FailureNotice error={begin.error ?? confirm.error} />
      <div className="form-foot">
        <Button
          variant="primary"
          type="submit"
          busy={begin.isPending || confirm.isPending}
          isDisabled={begin.data === undefined ? password === "" : code.trim() === ""}
        >
          {begin.data === undefined ? t("Go on") : t("Turn on")}
        </Button>
      </div>
    </form>
  );
}

function RecoveryCodes({ codes, onDone }: { readonly codes: readonly string[]; readonly onDone: () => void }): ReactElement {
  return (
    <Stack>
      <Notice tone="caution" title={t("Write these codes down or print them. They are shown this once.")}>
        {t("Each signs you in once when your app is not at hand. Keep them apart from this computer.")}
      </Notice>
      <ul className="codes" aria-label={t("Recovery codes")}>
        {codes.map((code) => (
          <li key={code}>{`${code.slice(0, 5)} ${code.slice(5)}`}</li>
        ))}
      </ul>
      <div className="form-foot no-print">
        <Button variant="secondary" onPress={() => window.print()}>
          {t("Print")}
        </Button>
        <Button variant="primary" onPress={onDone}>
          {t("I have kept them")}
        </Button>
      </div>
    </Stack>
  );
}
