import { type ReactElement, useState } from "react";
import type { PatientId, UserId } from "../../../shared/domain/ids.ts";
import { useCareTeam, useChangeCareTeam, useUsers } from "../../api/index.ts";
import { FailureNotice } from "../../parts/index.ts";
import { Button, SelectField } from "../../ui/index.ts";
import { t } from "../../words/language.ts";

/** Who treats this patient; where the clinic says so, their chart opens to these alone. */
export function CareTeam({ patientId }: { readonly patientId: PatientId }): ReactElement {
  const { data, error } = useCareTeam(patientId);
  const users = useUsers();
  const change = useChangeCareTeam();
  const [chosen, setChosen] = useState<string | null>(null);
  const members = data?.members ?? [];
  const others = (users.data?.users ?? []).filter(
    (user) => user.active && user.role === "clinician" && !members.some((member) => member.userId === user.id),
  );
  return (
    <section aria-label={t("Care team")}>
      <h2 className="section-title">{t("Care team")}</h2>
      <FailureNotice error={error ?? change.error} />
      {members.length === 0 && data !== undefined && <p className="quiet">{t("Nobody yet. Whoever brings in a session joins by doing so.")}</p>}
      <ul className="team">
        {members.map((member) => (
          <li key={member.userId}>
            {member.displayName}
            <Button variant="quiet" onPress={() => change.mutate({ patientId, userId: member.userId, change: "leave" })}>
              {t("Remove")}
            </Button>
          </li>
        ))}
      </ul>
      {others.length > 0 && (
        <div className="team-add">
          <SelectField
            label={t("Add a clinician")}
            value={chosen}
            onChange={setChosen}
            options={others.map((user) => ({ id: user.id, label: user.displayName }))}
          />
          <Button
            isDisabled={chosen === null}
            onPress={() => change.mutate({ patientId, userId: chosen as UserId, change: "join" }, { onSuccess: () => setChosen(null) })}
          >
            {t("Add")}
          </Button>
        </div>
      )}
    </section>
  );
}
