import { lazy, type ReactElement, Suspense, useEffect } from "react";
import { AskError, useAppStatus, useSession } from "./api/index.ts";
import { SignInScreen } from "./screens/sign-in/index.ts";
import { NamePlate, Notice } from "./ui/index.ts";
import { wordsFor } from "./words/index.ts";

/** What the first screen does not need comes after it: a person types a password meanwhile. */
const settledMs = 150;
const loadFrame = () => import("./frame/Frame.tsx");
const Frame = lazy(async () => ({ default: (await loadFrame()).Frame }));
const DutyScreen = lazy(async () => ({ default: (await import("./screens/account/index.ts")).DutyScreen }));
const SetupScreen = lazy(async () => ({ default: (await import("./screens/setup/index.ts")).SetupScreen }));
const UnlockScreen = lazy(async () => ({ default: (await import("./screens/unlock/index.ts")).UnlockScreen }));

/** The program's four faces: setting up, opening the record, signing in, and the work itself. */
export function App({ locked }: { readonly locked: boolean }): ReactElement {
  useEffect(() => {
    const waiting = setTimeout(() => void loadFrame(), settledMs);
    return () => clearTimeout(waiting);
  }, []);
  return (
    <Suspense fallback={null}>
      <Face locked={locked} />
    </Suspense>
  );
}

function Face({ locked }: { readonly locked: boolean }): ReactElement | null {
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
