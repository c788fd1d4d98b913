import { type ReactElement, useState } from "react";
import type { Role } from "../../../shared/domain/people.ts";
import { ScreenTitle, Tabs } from "../../ui/index.ts";
import { t } from "../../words/language.ts";
import { BackupsTab } from "./BackupsTab.tsx";
import { EmergenciesTab } from "./EmergenciesTab.tsx";
import { InventoryTab } from "./InventoryTab.tsx";
import { KeysTab } from "./KeysTab.tsx";
import { LeakTestTab } from "./LeakTestTab.tsx";
import { PolicyTab } from "./PolicyTab.tsx";
import { StationsTab } from "./StationsTab.tsx";

/** What keeps the record: its backups, its keys, and who opened a chart in an emergency. */
export function SecurityScreen({ role, begin }: { readonly role: Role; readonly begin: "leaks" | "policy" | "stations" | undefined }): ReactElement {
  const tends = role === "practice-manager" || role === "privacy-officer" || role === "it-admin";
  const reviews = role === "practice-manager" || role === "privacy-officer" || role === "supervisor";
  const tabs = [
    ...(tends || role === "auditor"
      ? [
          { id: "backups", label: t("Backups"), content: <BackupsTab tends={tends} /> },
          { id: "keys", label: t("Keys"), content: <KeysTab tends={tends} /> },
          { id: "policy", label: t("Policy"), content: <PolicyTab tends={tends} /> },
          ...(tends ? [{ id: "stations", label: t("Workstations"), content: <StationsTab /> }] : []),
          { id: "inventory", label: t("Inventory"), content: <InventoryTab /> },
          ...(tends ? [{ id: "leaks", label: t("Leak test"), content: <LeakTestTab /> }] : []),
        ]
      : []),
    ...(reviews ? [{ id: "emergencies", label: t("Emergency access"), content: <EmergenciesTab /> }] : []),
  ];
  const [selected, setSelected] = useState<string>(begin ?? tabs[0]?.id ?? "");
  return (
    <div className="screen">
      <ScreenTitle lead={t("Hard to lose, hard to steal.")}>{t("Security")}</ScreenTitle>
      <Tabs tabs={tabs} selected={selected} onSelect={setSelected} label={t("Security")} />
    </div>
  );
}
