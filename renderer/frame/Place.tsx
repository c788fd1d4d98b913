import type { ReactElement } from "react";
import type { User } from "../../shared/domain/people.ts";
import { AccountScreen } from "../screens/account/index.ts";
import { AssessmentScreen, BreachesScreen } from "../screens/breach/index.ts";
import { AuditScreen, ExportScreen, SendsScreen } from "../screens/compliance/index.ts";
import { DisclosuresScreen } from "../screens/disclosures/index.ts";
import { EmergencyScreen } from "../screens/emergency/index.ts";
import { NoteWorkspace } from "../screens/note/index.ts";
import { PatientBannerFor, PatientScreen } from "../screens/patient/index.ts";
import { PatientsScreen } from "../screens/patients/index.ts";
import { PeopleScreen } from "../screens/people/index.ts";
import { RecordScreen } from "../screens/recording/index.ts";
import { PatientRightsScreen, RightsScreen } from "../screens/rights/index.ts";
import { SecurityScreen } from "../screens/security/index.ts";
import { SessionScreen, WriteScreen } from "../screens/session/index.ts";
import { TemplatesScreen } from "../screens/templates/index.ts";
import { TodayScreen } from "../screens/today/index.ts";
import { VendorsScreen } from "../screens/vendors/index.ts";
import type { Begin, Route } from "./route.ts";

/** From where in the rail one comes to what the rail does not list. */
const roots: Partial<Record<Route["name"], string>> = {
  ...{ patient: "patients", write: "patients", session: "patients", record: "patients", export: "patients", disclosures: "patients" },
  ...{ "patient-rights": "patients", emergency: "patients", note: "today", breach: "breaches" },
  ...{ "proposed-destruction": "rights", "disclosures-of-destroyed": "rights" },
};

/** The place of the rail a screen belongs to. */
export function nameRailPlace({ name }: Route): string {
  return roots[name] ?? name;
}

/** The screen a route leads to. */
export function Place({ route, user, go }: { readonly route: Route; readonly user: User; readonly go: (route: Route) => void }): ReactElement {
  switch (route.name) {
    case "today":
      return (
        <TodayScreen
          onOpen={(encounterId) => go({ name: "note", encounterId })}
          onOpenSound={(patientId) => go({ name: "record", patientId })}
          onFindPatient={() => go({ name: "patients" })}
        />
      );
    case "patients":
      return (
        <PatientsScreen key={route.begin} begin={findBegun(route.begin, "register")} onOpen={(patientId) => go({ name: "patient", patientId })} />
      );
    case "patient":
      return (
        <PatientScreen
          patientId={route.patientId}
          role={user.role}
          asksConsent={route.asks ?? null}
          onWrite={() => go({ name: "write", patientId: route.patientId })}
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
            onConsent={() => go({ name: "patient", patientId: route.patientId, asks: "session-recording" })}
            onWrite={() => go({ name: "write", patientId: route.patientId })}
            onLeave={() => go({ name: "patient", patientId: route.patientId })}
          />
        </>
      );
    case "write":
      return (
        <>
          <PatientBannerFor patientId={route.patientId} />
          <WriteScreen
            patientId={route.patientId}
            onDone={(encounterId) => go({ name: "note", encounterId })}
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
      return (
        <BreachesScreen
          key={route.begin}
          begin={findBegun(route.begin, "incident")}
          onOpen={(assessmentId) => go({ name: "breach", assessmentId })}
        />
      );
    case "breach":
      return <AssessmentScreen key={route.assessmentId} id={route.assessmentId} onDone={() => go({ name: "breaches" })} />;
    case "note":
      return <NoteWorkspace key={route.encounterId} encounterId={route.encounterId} self={user} onLeave={() => go({ name: "today" })} />;
    case "audit":
      return <AuditScreen role={user.role} key={route.begin} begin={findBegun(route.begin, "questions")} />;
    case "sends":
      return <SendsScreen />;
    case "vendors":
      return <VendorsScreen key={route.begin} begin={findBegun(route.begin, "agreement")} />;
    case "templates":
      return <TemplatesScreen self={user} />;
    case "security":
      return <SecurityScreen key={route.begin} begin={findBegun(route.begin, "leaks", "policy", "stations")} role={user.role} />;
    case "emergency":
      return <EmergencyScreen onLeave={() => go({ name: "today" })} />;
    case "account":
      return <AccountScreen self={user} />;
    case "people":
      return <PeopleScreen self={user} />;
  }
}

/** What was asked to be begun, where this place knows it. */
function findBegun<B extends Begin>(asked: Begin | undefined, ...known: readonly B[]): B | undefined {
  return known.find((begin) => begin === asked);
}
