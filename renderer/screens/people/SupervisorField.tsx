import type { ReactElement } from "react";
import type { User } from "../../../shared/domain/people.ts";
import { useSetSupervision, useSupervision } from "../../api/index.ts";
import { SelectField } from "../../ui/index.ts";
import { t } from "../../words/language.ts";

const nobody = "nobody";

/** Who signs after a clinician: a supervisor, or nobody. */
export function SupervisorField({ user, people }: { readonly user: User; readonly people: readonly User[] }): ReactElement {
  const pair = useSupervision().data?.pairs.find(({ userId }) => userId === user.id);
  const set = useSetSupervision();
  const supervisors = people.filter(({ role, active, id }) => role === "supervisor" && active && id !== user.id);
  const options = [{ id: nobody, label: t("Nobody") }, ...supervisors.map(({ id, displayName }) => ({ id, label: displayName }))];
  return (
    <SelectField
      label={t("Who signs after {displayName}", { displayName: user.displayName })}
      hideLabel
      options={options}
      value={pair?.supervisorId ?? nobody}
      onChange={(chosen) => set.mutate({ userId: user.id, supervisorId: supervisors.find(({ id }) => id === chosen)?.id ?? null })}
    />
  );
}
