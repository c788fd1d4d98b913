import { type FormEvent, lazy, type ReactElement, Suspense, useState } from "react";
import { AskError, ask } from "../../api/index.ts";
import { LanguageChoice } from "../../parts/index.ts";
import { NamePlate, PlainButton, PlainField, PlainPasswordField } from "../../ui/index.ts";
import { t } from "../../words/language.ts";

/** What is said here is loaded when there is something to say. */
const Refusal = lazy(async () => ({ default: (await import("../../parts/FailureNotice.tsx")).FailureNotice }));
const HostAway = lazy(async () => ({ default: (await import("./HostAway.tsx")).HostAway }));
const StillRecording = lazy(async () => ({ default: (await import("./StillRecording.tsx")).StillRecording }));

interface SignInProps {
  readonly status: { readonly clinicName: string; readonly version: string; readonly policyOwner: string; readonly developmentRuntime: boolean };
  readonly locked: boolean;
  readonly onSignedIn: () => void;
}

/** Who is there. The same quiet page serves as the lock screen. */
export function SignInScreen({ status, locked, onSignedIn }: SignInProps): ReactElement {
  const [username, setUsername] = useState("");
  const [password, setPassword] = useState("");
  /** Counts refusals: the button that had the focus goes out with the password, so the field takes it. */
  const [refusals, setRefusals] = useState(0);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  /** Asked for once the password has been proved; the password is kept in the field for it. */
  const [factor, setFactor] = useState<string | null>(null);

  /** Main's words about this clinic, or their empty place until it has told them. */
  const told = (words: string) => (status.version === "" ? "\u00a0" : words);

  async function signIn(): Promise<void> {
    setBusy(true);
    setError(null);
    try {
      await ask("session.signIn", { username: username.trim().toLowerCase(), password, code: factor });
      setPassword("");
      onSignedIn();
    } catch (refused) {
      refuse(refused instanceof Error ? refused : new Error("sign-in"));
    } finally {
      setBusy(false);
    }
  }

  function refuse(refused: Error): void {
    const asked = refused instanceof AskError && refused.code.startsWith("session.second-factor");
    setFactor(asked ? "" : null);
    // That a code is needed too is a question, not a refusal.
    setError(refused instanceof AskError && refused.code === "session.second-factor-needed" ? null : refused);
    if (asked) return;
    setPassword("");
    setRefusals((count) => count + 1);
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    void signIn();
  }

  return (
    <main className="gate">
      <div className="gate-sheet">
        <div className="gate-plate">
          <NamePlate size="large" />
          <h1 className="screen-title">{locked ? t("Locked") : told(status.clinicName)}</h1>
          {locked && <p className="quiet">{told(t("{clinicName}. Your work was saved; sign in to go on.", { clinicName: status.clinicName }))}</p>}
        </div>
        <Suspense fallback={null}>
          {status.version !== "" && <StillRecording />}
          {status.version !== "" && <HostAway />}
        </Suspense>
        <form onSubmit={submit}>
          <PlainField label={t("User name")} value={username} onChange={setUsername} autoComplete="username" autoFocus />
          <PlainPasswordField
            key={refusals}
            label={t("Password")}
            value={password}
            onChange={setPassword}
            autoComplete="current-password"
            autoFocus={refusals > 0}
          />
          {factor !== null && (
            <PlainField
              label={t("Code")}
              description={t("Six digits from your authenticator app, or one of your recovery codes.")}
              value={factor}
              onChange={setFactor}
              autoComplete="one-time-code"
              autoFocus
            />
          )}
          <Suspense fallback={null}>{error !== null && <Refusal error={error} />}</Suspense>
          <PlainButton variant="primary" type="submit" busy={busy} isDisabled={username.trim() === "" || password === "" || factor === ""}>
            {t("Sign in")}
          </PlainButton>
        </form>
        <footer className="gate-foot">
          <LanguageChoice />
          <p>
            {told(
              t("Chartwell {version}{build}", {
                version: status.version,
                build: status.developmentRuntime ? t(", development build: not for real patients") : t(", signed build"),
              }),
            )}
          </p>
          <p>
            {told(
              status.policyOwner === ""
                ? t("No policy is set on this computer")
                : t("Settings are locked by {policyOwner}", { policyOwner: status.policyOwner }),
            )}
          </p>
        </footer>
      </div>
    </main>
  );
}
