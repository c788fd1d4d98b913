import { type ReactElement, useState } from "react";
import type { User } from "../../../shared/domain/people.ts";
import { useAuthorKey, useCreateAuthorKey, useRecoverAuthorKey, useRemoveSecondFactor } from "../../api/index.ts";
import { LookPanel, PolicyMark, PrintedWords, ProofDialog, readWords, TypedWords } from "../../parts/index.ts";
import { Button, Dialog, Notice, Panel, ScreenTitle } from "../../ui/index.ts";
import { formatDay, nameRole } from "../../words/index.ts";
import { t } from "../../words/language.ts";
import { EnrolSecondFactor } from "./EnrolSecondFactor.tsx";
import { NewPassword } from "./NewPassword.tsx";
import { SnippetsPanel } from "./SnippetsPanel.tsx";

type Asked = "none" | "password" | "enrol" | "remove" | "author-key" | "author-words";

/** One's own way in: password, second factor, and the key to one's private notes. */
export function AccountScreen({ self }: { readonly self: User }): ReactElement {
  const [asked, setAsked] = useState<Asked>("none");
  const [said, setSaid] = useState<string | null>(null);
  const remove = useRemoveSecondFactor();
  const close = (words: string | null) => {
    setAsked("none");
    if (words !== null) setSaid(words);
  };
  return (
    <div className="screen">
      <ScreenTitle
        lead={t("{displayName}, {nameRole}. You sign in as {username}.", {
          displayName: self.displayName,
          nameRole: nameRole(self.role),
          username: self.username,
        })}
      >
        {t("Your account")}
      </ScreenTitle>
      {said !== null && <Notice tone="done" title={said} />}
      <LookPanel />
      <Panel title={t("Password")}>
        <p>{t("It is never changed for you and never asked to change without a reason.")}</p>
        <div className="form-foot">
          <Button onPress={() => setAsked("password")}>{t("Change password")}</Button>
        </div>
      </Panel>
      <Panel title={t("Second factor")}>
        <PolicyMark settings={["secondFactor"]} />
        <p>{t("An app on your phone shows a code that changes every half minute. With it, a stolen password alone opens nothing.")}</p>
        <div className="form-foot">
          <Button onPress={() => setAsked("enrol")}>{t("Set up")}</Button>
          <Button variant="quiet" onPress={() => setAsked("remove")}>
            {t("Turn off")}
          </Button>
        </div>
      </Panel>
      {(self.role === "clinician" || self.role === "supervisor") && <AuthorKeyPanel asked={asked} ask={setAsked} said={setSaid} />}
      {(self.role === "clinician" || self.role === "supervisor") && <SnippetsPanel />}
      {asked === "password" && (
        <Dialog title={t("Change password")} isOpen onClose={() => close(null)}>
          <NewPassword onDone={() => close(t("Your password was changed."))} />
        </Dialog>
      )}
      {asked === "enrol" && (
        <Dialog title={t("Second factor")} isOpen onClose={() => close(null)}>
          <EnrolSecondFactor onDone={() => close(t("Your second factor is on."))} />
        </Dialog>
      )}
      {asked === "remove" && (
        <ProofDialog
          title={t("Turn off the second factor")}
          actionLabel={t("Turn off")}
          busy={remove.isPending}
          error={remove.error}
          onProve={(password) => remove.mutate({ userId: self.id, password }, { onSuccess: () => close(t("Your second factor is off.")) })}
          onClose={() => close(null)}
        >
          <p>{t("From then on your password alone signs you in.")}</p>
        </ProofDialog>
      )}
    </div>
  );
}

interface AuthorKeyProps {
  readonly asked: Asked;
  readonly ask: (asked: Asked) => void;
  readonly said: (words: string) => void;
}

/** The key to one's psychotherapy notes: nobody else's password opens it, the clinic owner's neither. */
function AuthorKeyPanel({ asked, ask, said }: AuthorKeyProps): ReactElement {
  const { data } = useAuthorKey(true);
  const create = useCreateAuthorKey();
  const recover = useRecoverAuthorKey();
  const [typed, setTyped] = useState("");
  const made = data?.createdAt ?? null;
  return (
    <Panel title={t("Private notes")}>
      <p>
        {t(
          "Psychotherapy notes are sealed under a key of your own. It opens with your password or your own printed sheet, and with nothing the clinic holds: whoever resets your password does not open your notes.",
        )}
      </p>
      {made === null ? (
        <div className="form-foot">
          <Button onPress={() => ask("author-key")}>{t("Make my key")}</Button>
        </div>
      ) : (
        <div className="form-foot">
          <p className="quiet">{t("Your key was made on {made}.", { made: formatDay(made.slice(0, 10)) })}</p>
          <Button variant="quiet" onPress={() => ask("author-words")}>
            {t("My password was reset")}
          </Button>
        </div>
      )}
      {asked === "author-key" && create.data === undefined && (
        <ProofDialog
          title={t("Make my key")}
          actionLabel={t("Make it")}
          busy={create.isPending}
          error={create.error}
          onProve={(password) => create.mutate({ password })}
          onClose={() => ask("none")}
        >
          <p>{t("A sheet of words is shown once. Without it, a forgotten password means lost private notes.")}</p>
        </ProofDialog>
      )}
      {asked === "author-key" && create.data !== undefined && (
        <Dialog title={t("Your own sheet")} size="wide" isOpen onClose={() => ask("none")}>
          <PrintedWords
            words={create.data.words}
            heading={t("Key to one author's private notes")}
            caution={t(
              "This sheet is yours, not the clinic's. Keep it where only you can reach it, or sealed with whoever you trust in an emergency.",
            )}
            foot={t("These 24 words open one author's psychotherapy notes in Chartwell. They belong to that author alone.")}
            doneLabel={t("Done")}
            onDone={() => {
              ask("none");
              said(t("Your key for private notes was made."));
            }}
          />
        </Dialog>
      )}
      {asked === "author-words" && (
        <ProofDialog
          title={t("Open my private notes again")}
          actionLabel={t("Open")}
          busy={recover.isPending}
          error={recover.error}
          isReady={readWords(typed).length === 24}
          onProve={(password) => recover.mutate({ words: readWords(typed), password }, { onSuccess: () => ask("none") })}
          onClose={() => ask("none")}
        >
          <TypedWords value={typed} onChange={setTyped} />
        </ProofDialog>
      )}
    </Panel>
  );
}
