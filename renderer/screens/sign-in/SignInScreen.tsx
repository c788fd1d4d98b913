import { type FormEvent, type ReactElement, useState } from "react";
import { AskError, useRecordingStanding, useSignIn } from "../../api/index.ts";
import { LanguageChoice } from "../../parts/index.ts";
import { Button, NamePlate, Notice, PasswordField, TextField } from "../../ui/index.ts";
import { soundScreenWords, wordsFor } from "../../words/index.ts";
import { t } from "../../words/language.ts";

interface SignInProps {
  readonly status: { readonly clinicName: string; readonly version: string; readonly policyOwner: string; readonly developmentRuntime: boolean };
  readonly locked: boolean;
}

/** Who is there. The same quiet page serves as the lock screen. */
export function SignInScreen({ status, locked }: SignInProps): ReactElement {
  const [username, setUsername] = useState("");
  const [password, setPassword] = useState("");
  /** Counts refusals: the button that had the focus goes out with the password, so the field takes it. */
  const [refusals, setRefusals] = useState(0);
  const signIn = useSignIn();
  const standing = useRecordingStanding();
  const code = signIn.error instanceof AskError ? signIn.error.code : null;
  /** Asked for once the password has been proved; the password is kept in the field for it. */
  const [factor, setFactor] = useState<string | null>(null);

  function submit(event: FormEvent): void {
    event.preventDefault();
    signIn.mutate(
      { username: username.trim().toLowerCase(), password, code: factor },
      {
        onSuccess: () => setPassword(""),
        onError: (error) => {
          const asked = error instanceof AskError && error.code.startsWith("session.second-factor");
          setFactor(asked ? "" : null);
          if (asked) return;
          setPassword("");
          setRefusals((count) => count + 1);
        },
      },
    );
  }

  return (
    <main className="gate">
      <div className="gate-sheet">
        <div className="gate-plate">
          <NamePlate size="large" />
          <h1 className="screen-title">{locked ? t("Locked") : status.clinicName}</h1>
          {locked && <p className="quiet">{t("{clinicName}. Your work was saved; sign in to go on.", { clinicName: status.clinicName })}</p>}
        </div>
        {(standing.data?.level ?? null) !== null && <Notice tone="info" title={soundScreenWords.lockedOn} />}
        <form onSubmit={submit}>
          <TextField label={t("User name")} value={username} onChange={setUsername} autoComplete="username" autoFocus isRequired />
          <PasswordField
            key={refusals}
            label={t("Password")}
            value={password}
            onChange={setPassword}
            autoComplete="current-password"
            isRequired
            autoFocus={refusals > 0}
          />
          {factor !== null && (
            <TextField
              label={t("Code")}
              description={t("Six digits from your authenticator app, or one of your recovery codes.")}
              value={factor}
              onChange={setFactor}
              autoComplete="one-time-code"
              autoFocus
            />
          )}
          {code !== null && code !== "session.second-factor-needed" && (
            <Notice tone="refused" title={wordsFor(code).title} code={code}>
              {wordsFor(code).body} {wordsFor(code).next}
            </Notice>
          )}
          <Button variant="primary" type="submit" busy={signIn.isPending} isDisabled={username.trim() === "" || password === "" || factor === ""}>
            {t("Sign in")}
          </Button>
        </form>
        <footer className="gate-foot">
          <LanguageChoice />
          <p>
            {t("Chartwell {version}{build}", {
              version: status.version,
              build: status.developmentRuntime ? t(", development build: not for real patients") : t(", signed build"),
            })}
          </p>
          <p>
            {status.policyOwner === ""
              ? t("No policy is set on this computer")
              : t("Settings are locked by {policyOwner}", { policyOwner: status.policyOwner })}
          </p>
        </footer>
      </div>
    </main>
  );
}
