import { QueryClientProvider } from "@tanstack/react-query";
import { type ReactElement, useEffect, useState } from "react";
import { type Answers, createMemory } from "./api/index.ts";
import "./frame/frame.css";
import { Frame } from "./frame/Frame.tsx";
import { DutyScreen } from "./screens/account/index.ts";
import { SetupScreen } from "./screens/setup/index.ts";
import { UnlockScreen } from "./screens/unlock/index.ts";

interface InsideProps extends Answers {
  /** Something was done that changes how the program stands or who is signed in. */
  readonly onChanged: () => void;
}

/** Everything behind the sign-in, with what the window remembers of main's answers; both end together. */
export function Inside(props: InsideProps): ReactElement {
  const { status, session } = props;
  const [memory] = useState(() => {
    const client = createMemory();
    client.setQueryData(["app.status", {}], status);
    client.setQueryData(["session.current", {}], { session });
    return client;
  });
  useEffect(() => () => memory.clear(), [memory]);
  return (
    <QueryClientProvider client={memory}>
      <Face {...props} />
    </QueryClientProvider>
  );
}

/** The program's other faces: setting up, opening the record, what must be done first, and the work itself. */
function Face({ status, session, onChanged }: InsideProps): ReactElement | null {
  if (status.state === "needs-setup") return <SetupScreen passphraseNeeded={status.passphraseNeeded} onDone={onChanged} />;
  if (status.state !== "ready") return <UnlockScreen status={status} onOpened={onChanged} />;
  if (session === null) return null;
  if (session.duties.length > 0) return <DutyScreen duties={session.duties} onDone={onChanged} />;
  return <Frame key={session.user.id} user={session.user} status={status} />;
}
