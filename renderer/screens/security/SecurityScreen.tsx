import { type ReactElement, useState } from "react";
import type { Role } from "../../../shared/domain/people.ts";
import { ScreenTitle, Tabs } from "../../ui/index.ts";
import { BackupsTab } from "./BackupsTab.tsx";
import { EmergenciesTab } from "./EmergenciesTab.tsx";
import { KeysTab } from "./KeysTab.tsx";

/** What keeps the record: its backups, its keys, and who opened a chart in an emergency. */
export function SecurityScreen({ role }: { readonly role: Role }): ReactElement {
  const tends = role === "practice-manager" || role === "privacy-officer" || role === "it-admin";
  const reviews = role === "practice-manager" || role === "privacy-officer" || role === "supervisor";
  const tabs = [
    ...(tends || role === "auditor"
      ? [
          { id: "backups", label: "Backups", content: <BackupsTab tends={tends} /> },
          { id: "keys", label: "Keys", content: <KeysTab tends={tends} /> },
        ]
      : []),
    ...(reviews ? [{ id: "emergencies", label: "Emergency access", content: <EmergenciesTab /> }] : []),
  ];
  const [selected, setSelected] = useState(tabs[0]?.id ?? "");
  return (
    <div className="screen">
      <ScreenTitle lead="Hard to lose, hard to steal.">Security</ScreenTitle>
      <Tabs tabs={tabs} selected={selected} onSelect={setSelected} label="Security" />
    </div>
  );
}
