import { LogOut, UserRound } from "lucide-react";
import { type ReactElement, type RefObject, useEffect, useRef, useState } from "react";
import type { User } from "../../shared/domain/people.ts";
import { usePlaceOfRecord, useRecordNews, useTouch } from "../api/index.ts";
import { Button, NamePlate } from "../ui/index.ts";
import { nameRole } from "../words/index.ts";
import { t } from "../words/language.ts";
import { EndingAgreements } from "./EndingAgreements.tsx";
import { HostStrip } from "./HostStrip.tsx";
import { nameRailPlace, Place } from "./Place.tsx";
import { placeIcons } from "./place-icons.ts";
import { QuickSearch } from "./QuickSearch.tsx";
import { RecordingMark } from "./RecordingMark.tsx";
import { listDestinations, type Route } from "./route.ts";
import { UnkeptWords } from "./UnkeptWords.tsx";
import { useLock } from "./use-lock.ts";

const touchEveryMs = 20_000;

/** The rail and the place beside it: everything a signed-in person sees. */
export function Frame({ user, status }: { readonly user: User; readonly status: { readonly developmentRuntime: boolean } }): ReactElement {
  const places = listDestinations(user.role);
  const [route, setRoute] = useState<Route>({ name: places[0]?.name ?? "people" });
  const leaving = useLock();
  const main = useFocusOnArrival(route);
  useSignsOfLife();
  useRecordNews();
  const place = usePlaceOfRecord();
  const seesCharts = user.role !== "it-admin" && user.role !== "auditor";
  const [searching, setSearching] = useState(false);
  useFrameKeys({ k: () => setSearching(true), l: () => void leaving.lock() });

  return (
    <div className="frame">
      <nav className="frame-rail" aria-label={t("Chartwell")}>
        <NamePlate />
        <ul className="frame-places">
          {places.map(({ name, label }) => {
            const Icon = placeIcons[name];
            return (
              <li key={name}>
                <button
                  type="button"
                  className="frame-place"
                  aria-current={nameRailPlace(route) === name ? "page" : undefined}
                  onClick={() => setRoute({ name })}
                >
                  <Icon size={16} aria-hidden /> <span className="frame-label">{label}</span>
                </button>
              </li>
            );
          })}
        </ul>
        <RecordingMark onOpen={(patientId) => setRoute({ name: "record", patientId })} />
        <div className="frame-person">
          <p className="frame-name">{user.displayName}</p>
          <p className="frame-role">{nameRole(user.role)}</p>
          <Button variant="quiet" onPress={() => setRoute({ name: "account" })}>
            <UserRound size={16} aria-hidden /> <span className="frame-label">{t("Your account")}</span>
          </Button>
          <Button variant="quiet" onPress={() => void leaving.lock()}>
            <LogOut size={16} aria-hidden /> <span className="frame-label">{t("Lock and sign out")}</span>
          </Button>
        </div>
      </nav>
      {searching && <QuickSearch user={user} onGo={setRoute} onLock={() => void leaving.lock()} onClose={() => setSearching(false)} />}
      <div className="frame-body">
        {status.developmentRuntime && (
          <aside className="frame-strip" aria-label={t("Runtime")}>
            {t("Development build: not for real patients")}
          </aside>
        )}
        <HostStrip place={place} onEmergency={seesCharts ? () => setRoute({ name: "emergency" }) : null} />
        <UnkeptWords leaving={leaving} />
        {(user.role === "practice-manager" || user.role === "privacy-officer") && <EndingAgreements onOpen={() => setRoute({ name: "vendors" })} />}
        <main className="frame-main" ref={main} tabIndex={-1}>
          <Place route={route} user={user} go={setRoute} />
        </main>
      </div>
    </div>
  );
}

/** Moves the focus to the new place, so that a keyboard and a screen reader arrive there too. */
function useFocusOnArrival(route: Route): RefObject<HTMLElement | null> {
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new place is what sets it off
  useEffect(() => {
    if (first.current) first.current = false;
    // A screen that has placed the focus itself, on its heading or its search, knows better.
    else if (main.current?.contains(document.activeElement) !== true) main.current?.focus();
    if (main.current !== null) main.current.scrollTop = 0;
  }, [route]);
  return main;
}

/** Tells main, now and then, that somebody is at the keyboard. */
function useSignsOfLife(): void {
  const { mutate } = useTouch();
  const lastMs = useRef(0);
  useEffect(() => {
    const touch = () => {
      if (performance.now() - lastMs.current < touchEveryMs) return;
      lastMs.current = performance.now();
      mutate({});
    };
    const signs = ["pointerdown", "keydown", "wheel"] as const;
    for (const sign of signs) window.addEventListener(sign, touch, { passive: true });
    return () => {
      for (const sign of signs) window.removeEventListener(sign, touch);
    };
  }, [mutate]);
}

/** Ctrl+K finds a patient, a note or a place, and Ctrl+L locks, from anywhere. */
function useFrameKeys(keys: Readonly<Record<"k" | "l", () => void>>): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const key = event.key.toLowerCase();
      if (!(event.ctrlKey || event.metaKey) || (key !== "k" && key !== "l")) return;
      event.preventDefault();
      latest.current[key]();
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);
}
