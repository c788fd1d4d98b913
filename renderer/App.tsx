import type { ReactElement } from "react";
import { AskError, useAppStatus, useSession } from "./api/index.ts";
import { Frame } from "./frame/Frame.tsx";
import { DutyScreen } from "./screens/account/index.ts";
import { SetupScreen } from "./screens/setup/index.ts";
import { SignInScreen } from "./screens/sign-in/index.ts";
import { UnlockScreen } from "./screens/unlock/index.ts";
import { NamePlate, Notice } from "./ui/index.ts";
import { wordsFor } from "./words/index.ts";

/** The program's four faces: setting up, opening the record, signing in, and the work itself. */
export function App({ locked }: { readonly locked: boolean }): ReactElement | null {
  const status = useAppStatus();
  const session = useSession();
  const failed = status.error ?? session.error;
  if (status.data === undefined || session.data === undefined) return failed === null ? null : <NoAnswer error={failed} />;
  if (status.data.state === "needs-setup")
    return <SetupScreen passphraseNeeded={status.data.passphraseNeeded} onDone={() => void status.refetch()} />;
  if (status.data.state !== "ready") return <UnlockScreen status={status.data} onOpened={() => void status.refetch()} />;
  if (session.data.session === null) return <SignInScreen status={status.data} locked={locked} />;
  if (session.data.session.duties.length > 0) return <DutyScreen duties={session.data.session.duties} onDone={() => void session.refetch()} />;
  return <Frame key={session.data.session.user.id} user={session.data.session.user} status={status.data} />;
}

/** The first question was not answered: said, rather than a blank window. */
function NoAnswer({ error }: { readonly error: Error }): ReactElement {
  const code = error instanceof AskError ? error.code : "app.unexpected";
  const { title, body, next } = wordsFor(code);
  return (
    <main className="gate">
      <div className="gate-sheet">
        <NamePlate size="large" />
        <Notice tone="refused" title={title} code={code}>
          {body} {next}
        </Notice>
      </div>
    </main>
  );
}
