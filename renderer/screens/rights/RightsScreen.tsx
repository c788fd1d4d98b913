import { type ReactElement, useState } from "react";
import type { PatientId } from "../../../shared/domain/ids.ts";
import type { User } from "../../../shared/domain/people.ts";
import { ScreenTitle, Tabs } from "../../ui/index.ts";
import { t } from "../../words/language.ts";
import { ClocksTab } from "./ClocksTab.tsx";
import { DestructionTab } from "./DestructionTab.tsx";
import { ExportsTab } from "./ExportsTab.tsx";
import { ImportTab } from "./ImportTab.tsx";
import { RetentionTab } from "./RetentionTab.tsx";

interface RightsProps {
  readonly self: User;
  /** The tab it opens with. */
  readonly begin: "clocks" | "destruction";
  readonly onOpen: (patientId: PatientId) => void;
  readonly onDisclosures: (patientId: PatientId) => void;
}

/** What patients may ask of their record, and what becomes of it: one place for the office. */
export function RightsScreen({ self, begin, onOpen, onDisclosures }: RightsProps): ReactElement {
  const [selected, setSelected] = useState<string>(begin);
  const office = self.role === "practice-manager" || self.role === "privacy-officer";
  const tabs = [
    { id: "clocks", label: t("Requests"), content: <ClocksTab onOpen={onOpen} /> },
    { id: "destruction", label: t("Destruction"), content: <DestructionTab self={self} onDisclosures={onDisclosures} /> },
    { id: "retention", label: t("Retention"), content: <RetentionTab onOpen={onOpen} /> },
    { id: "exports", label: t("Hand over many"), content: <ExportsTab /> },
    { id: "import", label: t("Bring patients in"), content: <ImportTab onOpen={onOpen} /> },
  ];
  return (
    <div className="screen">
      <ScreenTitle
        lead={
          office
            ? t("Access, amendment, retention and destruction. Begin with a patient's chart; what runs is listed here.")
            : t("A record goes only when a second person agrees.")
        }
      >
        {t("Patients' rights")}
      </ScreenTitle>
      {office ? (
        <Tabs tabs={tabs} selected={selected} onSelect={setSelected} label={t("Patients' rights")} />
      ) : (
        <DestructionTab self={self} onDisclosures={onDisclosures} />
      )}
    </div>
  );
}
