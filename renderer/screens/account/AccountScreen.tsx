import { type ReactElement, useState } from "react";
import type { User } from "../../../shared/domain/people.ts";
import { useAuthorKey, useCreateAuthorKey, useRecoverAuthorKey, useRemoveSecondFactor } from "../../api/index.ts";
import { LanguageChoice, PrintedWords, ProofDialog, readWords, TypedWords } from "../../parts/index.ts";
import { Button, Dialog, Notice, Panel, ScreenTitle } from "../../ui/index.ts";
import { formatDay, nameRole } from "../../words/index.ts";
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
      <ScreenTitle lead={`${self.displayName}, ${nameRole(self.role)}. You sign in as ${self.username}.`}>Your account</ScreenTitle>
      {said !== null && <Notice tone="done" title={said} />}
      <Panel title="Language">
        <p>How this computer's windows speak. Notes, letters and exports stay in the language they were written in.</p>
        <div className="form-foot">
          <LanguageChoice />
        </div>
      </Panel>
      <Panel title="Password">
        <p>It is never changed for you and never asked to change without a reason.</p>
        <div className="form-foot">
          <Button onPress={() => setAsked("password")}>Change password</Button>
        </div>
      </Panel>
      <Panel title="Second factor">
        <p>An app on your phone shows a code that changes every half minute. With it, a stolen password alone opens nothing.</p>
        <div className="form-foot">
          <Button onPress={() => setAsked("enrol")}>Set up</Button>
          <Button variant="quiet" onPress={() => setAsked("remove")}>
            Turn off
          </Button>
        </div>
      </Panel>
      {(self.role === "clinician" || self.role === "supervisor") && <AuthorKeyPanel asked={asked} ask={setAsked} said={setSaid} />}
      {(self.role === "clinician" || self.role === "supervisor") && <SnippetsPanel />}
      {asked === "password" && (
        <Dialog title="Change password" isOpen onClose={() => close(null)}>
          <NewPassword onDone={() => close("Your password was changed.")} />
        </Dialog>
      )}
      {asked === "enrol" && (
        <Dialog title="Second factor" isOpen onClose={() => close(null)}>
          <EnrolSecondFactor onDone={() => close("Your second factor is on.")} />
        </Dialog>
      )}
      {asked === "remove" && (
        <ProofDialog
          title="Turn off the second factor"
          actionLabel="Turn off"
          busy={remove.isPending}
          error={remove.error}
          onProve={(password) => remove.mutate({ userId: self.id, password }, { onSuccess: () => close("Your second factor is off.") })}
          onClose={() => close(null)}
        >
          <p>From then on your password alone signs you in.</p>
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
    <Panel title="Private notes">
      <p>
        Psychotherapy notes are sealed under a key of your own. It opens with your password or your own printed sheet, and with nothing the clinic
        holds: whoever resets your password does not open your notes.
      </p>
      {made === null ? (
        <div className="form-foot">
          <Button onPress={() => ask("author-key")}>Make my key</Button>
        </div>
      ) : (
        <div className="form-foot">
          <p className="quiet">Your key was made on {formatDay(made.slice(0, 10))}.</p>
          <Button variant="quiet" onPress={() => ask("author-words")}>
            My password was reset
          </Button>
        </div>
      )}
      {asked === "author-key" && create.data === undefined && (
        <ProofDialog
          title="Make my key"
          actionLabel="Make it"
          busy={create.isPending}
          error={create.error}
          onProve={(password) => create.mutate({ password })}
          onClose={() => ask("none")}
        >
          <p>A sheet of words is shown once. Without it, a forgotten password means lost private notes.</p>
        </ProofDialog>
      )}
      {asked === "author-key" && create.data !== undefined && (
        <Dialog title="Your own sheet" size="wide" isOpen onClose={() => ask("none")}>
          <PrintedWords
            words={create.data.words}
            heading="Key to one author's private notes"
            caution="This sheet is yours, not the clinic's. Keep it where only you can reach it, or sealed with whoever you trust in an emergency."
            foot="These 24 words open one author's psychotherapy notes in Chartwell. They belong to that author alone."
            doneLabel="Done"
            onDone={() => {
              ask("none");
              said("Your key for private notes was made.");
            }}
          />
        </Dialog>
      )}
      {asked === "author-words" && (
        <ProofDialog
          title="Open my private notes again"
          actionLabel="Open"
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
