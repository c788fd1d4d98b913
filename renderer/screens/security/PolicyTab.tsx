import { type ReactElement, useState } from "react";
import { usePolicy } from "../../api/index.ts";
import { FailureNotice } from "../../parts/index.ts";
import { Badge, Checkbox, DataTable, EmptyState, Notice, Stack } from "../../ui/index.ts";
import { formatDay } from "../../words/index.ts";
import { t } from "../../words/language.ts";
import { settingWords } from "./setting-words.ts";
import { UpdatePanel } from "./UpdatePanel.tsx";

/** Everything IT can fix on this computer: what it has, by whom, until when, and what stands where it has not. */
export function PolicyTab({ tends }: { readonly tends: boolean }): ReactElement {
  const { data, error } = usePolicy();
  const [onlyFixed, setOnlyFixed] = useState(false);
  const rows = (data?.settings ?? []).filter(({ fixed }) => fixed || !onlyFixed);
  return (
    <Stack>
      <FailureNotice error={error} />
      {data?.source === "default" && (
        <Notice tone="info" title={t("No policy is set on this computer")}>
          {t("Everything below stands at what the program ships with. IT can fix any of it with a signed policy.")}
        </Notice>
      )}
      {data !== undefined && data.source !== "default" && (
        <Notice tone="done" title={t("Set by {owner}", { owner: data.owner })}>
          {data.source === "group-policy" ? t("By Group Policy.") : t("Signed by key {signedBy}.", { signedBy: data.signedBy })}{" "}
          {data.expiresOn === null ? t("It does not end.") : t("It counts until {day}.", { day: formatDay(data.expiresOn) })}
        </Notice>
      )}
      {data !== undefined && data.source !== "default" && (
        <Checkbox isSelected={onlyFixed} onChange={setOnlyFixed}>
          {t("Only what the policy fixes")}
        </Checkbox>
      )}
      <DataTable
        label={t("Settings")}
        rows={rows}
        rowKey={(row) => row.path}
        empty={<EmptyState title={t("Nothing is fixed")}>{t("The policy names an owner and nothing else.")}</EmptyState>}
        columns={[
          { id: "what", header: t("Setting"), render: (row) => settingWords[row.path] ?? row.path },
          { id: "name", header: t("Name in the policy"), render: (row) => <span className="mono">{row.path}</span> },
          {
            id: "value",
            header: t("Value"),
            render: (row) => (row.value === "" ? t("None") : <span className="policy-value">{row.value}</span>),
          },
          {
            id: "by",
            header: t("Fixed by"),
            render: (row) => (row.fixed ? <Badge tone="done">{data?.owner ?? ""}</Badge> : <Badge tone="neutral">{t("Nobody, the default")}</Badge>),
          },
        ]}
      />
      <UpdatePanel tends={tends} />
    </Stack>
  );
}
