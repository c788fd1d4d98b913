import { LogOut, UserRound } from "lucide-react";
import { type ReactElement, type RefObject, useEffect, useRef, useState } from "react";
import type { User } from "../../shared/domain/people.ts";
import { useSignOut, useTouch } from "../api/index.ts";
import { AccountScreen } from "../screens/account/index.ts";
import { AssessmentScreen, BreachesScreen } from "../screens/breach/index.ts";
import { AuditScreen, ExportScreen, SendsScreen } from "../screens/compliance/index.ts";
import { DisclosuresScreen } from "../screens/disclosures/index.ts";
import { NoteWorkspace } from "../screens/note/index.ts";
import { PatientBannerFor, PatientScreen } from "../screens/patient/index.ts";
import { PatientsScreen } from "../screens/patients/index.ts";
import { PeopleScreen } from "../screens/people/index.ts";
import { RecordScreen } from "../screens/recording/index.ts";
import { PatientRightsScreen, RightsScreen } from "../screens/rights/index.ts";
import { SecurityScreen } from "../screens/security/index.ts";
import { SessionScreen } from "../screens/session/index.ts";
import { TemplatesScreen } from "../screens/templates/index.ts";
import { TodayScreen } from "../screens/today/index.ts";
import { VendorsScreen } from "../screens/vendors/index.ts";
import { Button, NamePlate } from "../ui/index.ts";
import { nameRole } from "../words/index.ts";
import { t } from "../words/language.ts";
import { EndingAgreements } from "./EndingAgreements.tsx";
import "./frame.css";
import { placeIcons } from "./place-icons.ts";
import { QuickSearch } from "./QuickSearch.tsx";
import { listDestinations, type Route } from "./route.ts";

const touchEveryMs = 20_000;

/** The rail and the place beside it: everything a signed-in person sees. */
export function Frame({ user, status }: { readonly user: User; readonly status: { readonly developmentRuntime: boolean } }): ReactElement {
  const places = listDestinations(user.role);
  const [route, setRoute] = useState<Route>({ name: places[0]?.name ?? "people" });
  const signOut = useSignOut();
  const main = useFocusOnArrival(route);
  useSignsOfLife();
  const [searching, setSearching] = useState(false);
  useQuickSearch(() => setSearching(true));

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
        <div className="frame-person">
          <p className="frame-name">{user.displayName}</p>
          <p className="frame-role">{nameRole(user.role)}</p>
          <Button variant="quiet" onPress={() => setRoute({ name: "account" })}>
            <UserRound size={16} aria-hidden /> <span className="frame-label">{t("Your account")}</span>
          </Button>
          <Button variant="quiet" onPress={() => signOut.mutate({})}>
            <LogOut size={16} aria-hidden /> <span className="frame-label">{t("Lock and sign out")}</span>
          </Button>
        </div>
      </nav>
      {searching && <QuickSearch user={user} onGo={setRoute} onLock={() => signOut.mutate({})} onClose={() => setSearching(false)} />}
      <div className="frame-body">
        {status.developmentRuntime && (
          <aside className="frame-strip" aria-label={t("Runtime")}>
            {t("Development build: not for real patients")}
          </aside>
        )}
        {(user.role === "practice-manager" || user.role === "privacy-officer") && <EndingAgreements onOpen={() => setRoute({ name: "vendors" })} />}
        <main className="frame-main" ref={main} tabIndex={-1}>
          <Place route={route} user={user} go={setRoute} />
        </main>
      </div>
    </div>
  );
}

/** The place of the rail a screen belongs to. */
function nameRailPlace({ name }: Route): string {
  if (name === "breach") return "breaches";
  return name === "proposed-destruction" || name === "disclosures-of-destroyed" ? "rights" : name;
}

function Place({ route, user, go }: { readonly route: Route; readonly user: User; readonly go: (route: Route) => void }): ReactElement {
  switch (route.name) {
    case "today":
      return <TodayScreen onOpen={(encounterId) => go({ name: "note", encounterId })} onFindPatient={() => go({ name: "patients" })} />;
    case "patients":
      return <PatientsScreen onOpen={(patientId) => go({ name: "patient", patientId })} />;
    case "patient":
      return (
        <PatientScreen
          patientId={route.patientId}
          role={user.role}
          onImport={() => go({ name: "session", patientId: route.patientId })}
          onRecord={() => go({ name: "record", patientId: route.patientId })}
          onDisclosures={() => go({ name: "disclosures", patientId: route.patientId })}
          onExport={() => go({ name: "export", patientId: route.patientId })}
          onRights={() => go({ name: "patient-rights", patientId: route.patientId })}
          onProposed={() => go({ name: "proposed-destruction" })}
          onOpenNote={(encounterId) => go({ name: "note", encounterId })}
        />
      );
    case "record":
      return (
        <>
          <PatientBannerFor patientId={route.patientId} />
          <RecordScreen
            patientId={route.patientId}
            onOpenNote={(encounterId) => go({ name: "note", encounterId })}
            onLeave={() => go({ name: "patient", patientId: route.patientId })}
          />
        </>
      );
    case "session":
      return (
        <>
          <PatientBannerFor patientId={route.patientId} />
          <SessionScreen
            patientId={route.patientId}
            onDone={(encounterId) => go({ name: "note", encounterId })}
            onLeave={() => go({ name: "patient", patientId: route.patientId })}
          />
        </>
      );
    case "export":
      return <ExportScreen patientId={route.patientId} onDone={() => go({ name: "patient", patientId: route.patientId })} />;
    case "disclosures":
      return (
        <>
          <PatientBannerFor patientId={route.patientId} />
          <DisclosuresScreen patientId={route.patientId} onDone={() => go({ name: "patient", patientId: route.patientId })} />
        </>
      );
    case "disclosures-of-destroyed":
      return <DisclosuresScreen patientId={route.patientId} isDestroyed onDone={() => go({ name: "proposed-destruction" })} />;
    case "patient-rights":
      return (
        <>
          <PatientBannerFor patientId={route.patientId} />
          <PatientRightsScreen
            patientId={route.patientId}
            onExport={() => go({ name: "export", patientId: route.patientId })}
            onDone={() => go({ name: "patient", patientId: route.patientId })}
          />
        </>
      );
    case "rights":
    case "proposed-destruction":
      return (
        <RightsScreen
          key={route.name}
          self={user}
          begin={route.name === "rights" ? "clocks" : "destruction"}
          onOpen={(patientId) => go({ name: "patient-rights", patientId })}
          onDisclosures={(patientId) => go({ name: "disclosures-of-destroyed", patientId })}
        />
      );
    case "breaches":
      return <BreachesScreen onOpen={(assessmentId) => go({ name: "breach", assessmentId })} />;
    case "breach":
      return <AssessmentScreen key={route.assessmentId} id={route.assessmentId} onDone={() => go({ name: "breaches" })} />;
    case "note":
      return <NoteWorkspace key={route.encounterId} encounterId={route.encounterId} onLeave={() => go({ name: "today" })} />;
    case "audit":
      return <AuditScreen />;
    case "sends":
      return <SendsScreen />;
    case "vendors":
      return <VendorsScreen />;
    case "templates":
      return <TemplatesScreen self={user} />;
    case "security":
      return <SecurityScreen role={user.role} />;
    case "account":
      return <AccountScreen self={user} />;
    case "people":
      return <PeopleScreen self={user} />;
  }
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

/** Ctrl+K, from anywhere, to find a patient, a note or a place. */
function useQuickSearch(open: () => void): void {
  const latest = useRef(open);
  useEffect(() => {
    latest.current = open;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "k") return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);
}
