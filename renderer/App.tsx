import { useQueryClient } from "@tanstack/react-query";
import { type ReactElement, useState } from "react";
import { useAppStatus, useBridgeEvent, useSession } from "./api/index.ts";
import { Frame } from "./frame/Frame.tsx";
import { SetupScreen } from "./screens/setup/index.ts";
import { SignInScreen } from "./screens/sign-in/index.ts";
import { UnlockScreen } from "./screens/unlock/index.ts";

/** The program's four faces: setting up, opening the record, signing in, and the work itself. */
export function App(): ReactElement | null {
  const client = useQueryClient();
  const status = useAppStatus();
  const session = useSession();
  const [locked, setLocked] = useState(false);

  useBridgeEvent("session.locked", ({ reason }) => {
    // Everything the window was told is forgotten at once, before anything is drawn again.
    client.clear();
    setLocked(reason !== "signed-out");
    void client.refetchQueries();
  });

  if (status.data === undefined || session.data === undefined) return null;
  if (status.data.state === "needs-setup") return <SetupScreen onDone={() => void status.refetch()} />;
  if (status.data.state !== "ready") return <UnlockScreen status={status.data} onOpened={() => void status.refetch()} />;
  if (session.data.session === null) return <SignInScreen status={status.data} locked={locked} />;
  return <Frame key={session.data.session.user.id} user={session.data.session.user} status={status.data} />;
}
