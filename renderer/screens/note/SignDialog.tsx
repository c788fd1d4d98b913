import { type ReactNode, useState } from "react";
import { needsPerson, type Section } from "../../../shared/domain/note.ts";
import type { ErrorCode } from "../../../shared/errors.ts";
import { Button, Dialog, Notice, PasswordField } from "../../ui/index.ts";
import { wordsFor } from "../../words/index.ts";
import { t } from "../../words/language.ts";
import { listSentences } from "./sentences.ts";
import type { SignCheck } from "./sign-checks.ts";

export interface SignDialogProps {
  readonly isOpen: boolean;
  readonly checks: readonly SignCheck[];
  readonly sections: readonly Section[];
  /** The note as it will be signed. */
  readonly letter: ReactNode;
  /** Who signs after this person; null when their own signature is enough. */
  readonly supervisorName: string | null;
  readonly isSigning: boolean;
  readonly failure: ErrorCode | null;
  readonly onSign: (password: string) => void;
  readonly onGo: (key: string) => void;
  readonly onClose: () => void;
}

const marks = { good: "✓", look: "!", stop: "✕" } as const;
const markWords = { good: t("In order"), look: t("Worth a look"), stop: t("Stops signing") } as const;

/** The last look: what is checked, the page itself, and the password that seals it. */
export function SignDialog(props: SignDialogProps): ReactNode {
  const [password, setPassword] = useState("");
  const waiting = listSentences(props.sections).filter((placed) => needsPerson(placed.sentence));
  const stopped = props.checks.some((check) => check.weight === "stop");
  const isWrongPassword = props.failure === "session.reauthentication-failed";
  function signNow(): void {
    if (stopped || password === "" || props.isSigning) return;
    props.onSign(password);
    setPassword("");
  }
  return (
    <Dialog
      title={t("Review and sign")}
      size="wide"
      isOpen={props.isOpen}
      onClose={props.onClose}
      footer={
        <>
          <Button variant="quiet" onPress={props.onClose}>
            {t("Back to the note")}
          </Button>
          <Button variant="primary" isDisabled={stopped || password === ""} busy={props.isSigning} onPress={signNow}>
            {props.supervisorName === null ? t("Sign note") : t("Sign and hand in")}
          </Button>
        </>
      }
    >
      <div className="sign">
        <div className="sign-checks">
          <ul className="check-marks">
            {props.checks.map((check) => (
              <li key={check.id} data-weight={check.weight}>
                <span role="img" aria-label={markWords[check.weight]}>
                  {marks[check.weight]}
                </span>
                {check.words}
              </li>
            ))}
          </ul>
          {waiting.length > 0 && (
            <ul className="sign-waiting" aria-label={t("Sentences that need you")}>
              {waiting.map(({ section, sentence }) => (
                <li key={sentence.key}>
                  <button type="button" onClick={() => props.onGo(sentence.key)}>
                    <small>{section.title}</small>
                    {sentence.text}
                  </button>
                </li>
              ))}
            </ul>
          )}
          {props.failure !== null && !isWrongPassword && (
            <Notice tone="refused" title={wordsFor(props.failure).title} code={props.failure}>
              {wordsFor(props.failure).body}
            </Notice>
          )}
          {!stopped && (
            <form
              onSubmit={(event) => {
                event.preventDefault();
                signNow();
              }}
            >
              <PasswordField
                label={t("Your password")}
                description={
                  props.supervisorName === null
                    ? t("Signing seals these words. Later changes go into an addendum.")
                    : t("The note then stands still until {supervisorName} signs it or returns it.", { supervisorName: props.supervisorName })
                }
                value={password}
                onChange={setPassword}
                {...(isWrongPassword ? { error: wordsFor("session.reauthentication-failed").title } : {})}
              />
            </form>
          )}
        </div>
        {props.letter}
      </div>
    </Dialog>
  );
}
