import { Activity, lazy, type ReactElement, Suspense, useEffect } from "react";
import { useFirstAnswers } from "./api/index.ts";
import { SignInScreen } from "./screens/sign-in/index.ts";
import { NamePlate } from "./ui/index.ts";

const loadInside = () => import("./Inside.tsx");
const Inside = lazy(async () => ({ default: (await loadInside()).Inside }));
const loadFailure = () => import("./parts/FailureNotice.tsx");
const FailureNotice = lazy(async () => ({ default: (await loadFailure()).FailureNotice }));

/** What the page was told in its own address. */
interface PageNews {
  readonly locked: boolean;
  readonly signInFirst: boolean;
}

/** What the sign-in is drawn from before main has answered: its words keep their place empty. */
const unanswered = { clinicName: "", version: "", policyOwner: "", developmentRuntime: false };

/** The sign-in, which a start waits for, and behind it everything else, which comes while a person types. */
export function App({ locked, signInFirst }: PageNews): ReactElement {
  const { answers, error, askAgain } = useFirstAnswers();
  useLoadAhead(answers !== null);
  if (answers === null && error !== null) return <NoAnswer error={error} />;
  // Most starts come to the sign-in. Where a record lies here it can be typed into at once; elsewhere it is drawn unseen meanwhile.
  if (answers === null || (answers.status.state === "ready" && answers.session === null))
    return (
      <Activity mode={answers !== null || signInFirst ? "visible" : "hidden"}>
        <SignInScreen status={answers?.status ?? unanswered} locked={locked} onSignedIn={askAgain} />
      </Activity>
    );
  return (
    <Suspense fallback={null}>
      <Inside {...answers} onChanged={askAgain} />
    </Suspense>
  );
}

/** What the first screen does not need comes once it stands: a person types a password meanwhile. */
function useLoadAhead(answered: boolean): void {
  useEffect(() => {
    if (!answered) return;
    const waiting = requestIdleCallback(() => void loadInside());
    return () => cancelIdleCallback(waiting);
  }, [answered]);
}

/** The first question was not answered: said, rather than a blank window. */
function NoAnswer({ error }: { readonly error: Error }): ReactElement {
  return (
    <main className="gate">
      <div className="gate-sheet">
        <NamePlate size="large" />
        <Suspense fallback={null}>
          <FailureNotice error={error} />
        </Suspense>
      </div>
    </main>
  );
}
