import { type ReactElement, useState } from "react";
import { App } from "./App.tsx";
import { useBridgeEvent } from "./api/index.ts";
import { NamePlate } from "./ui/index.ts";
import { t } from "./words/language.ts";

interface Told {
  readonly leaving: string | null;
  /** Counts sessions, so that nothing drawn for one is kept for the next. */
  readonly era: number;
}

/** The page is opened anew when a session ends, and told whether it was locked and whether a sign-in comes first. */
const told = new URLSearchParams(window.location.search);
const [wasLocked, signInFirst] = [told.has("locked"), told.has("sign-in")];

/** Holds what the window has been told; when a session ends all of it is thrown away at once. */
export function Root(): ReactElement {
  const [{ leaving, era }, setTold] = useState<Told>({ leaving: null, era: 0 });
  useBridgeEvent("session.locked", ({ reason }) => setTold({ leaving: reason, era: era + 1 }));
  // Main is about to replace this page and its process; until then nothing is asked and nothing shown.
  if (leaving !== null) return <Leaving reason={leaving} />;
  return <App key={era} locked={wasLocked} signInFirst={signInFirst} />;
}

/** The moment between a session and the next page. */
function Leaving({ reason }: { readonly reason: string }): ReactElement {
  return (
    <main className="gate" aria-busy="true">
      <div className="gate-sheet">
        <div className="gate-plate">
          <NamePlate size="large" />
          <h1 className="screen-title">{reason === "signed-out" ? t("Signing out") : t("Locked")}</h1>
        </div>
      </div>
    </main>
  );
}
