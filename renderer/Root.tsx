import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactElement, useState } from "react";
import { App } from "./App.tsx";
import { createMemory, useBridgeEvent } from "./api/index.ts";

interface Told {
  readonly client: QueryClient;
  readonly locked: boolean;
  /** Counts sessions, so that nothing drawn for one is kept for the next. */
  readonly era: number;
}

/** Holds what the window has been told; when a session ends all of it is thrown away at once. */
export function Root(): ReactElement {
  const [{ client, locked, era }, setTold] = useState<Told>(() => ({ client: createMemory(), locked: false, era: 0 }));
  useBridgeEvent("session.locked", ({ reason }) => {
    client.clear();
    setTold({ client: createMemory(), locked: reason !== "signed-out", era: era + 1 });
  });
  return (
    <QueryClientProvider client={client}>
      <App key={era} locked={locked} />
    </QueryClientProvider>
  );
}
