import type { ReactElement } from "react";
import type { Asset, Flow } from "../../../shared/domain/inventory.ts";
import { useInventory, useSaveInventory } from "../../api/index.ts";
import { FailureNotice } from "../../parts/index.ts";
import { Badge, type BadgeTone, Button, DataTable, EmptyState, Notice, Stack } from "../../ui/index.ts";
import { t } from "../../words/language.ts";

const classes: Readonly<Record<Flow["dataClass"], { readonly label: string; readonly tone: BadgeTone }>> = {
  identified: { label: t("Identified"), tone: "caution" },
  "identifiers-removed": { label: t("Identifiers removed"), tone: "said" },
  "no-phi": { label: t("No PHI"), tone: "neutral" },
};
const states: Readonly<Record<Asset["state"], { readonly label: string; readonly tone: BadgeTone }>> = {
  "in-use": { label: t("In use"), tone: "done" },
  closed: { label: t("Closed"), tone: "neutral" },
  absent: { label: t("Not there"), tone: "neutral" },
};

/** What holds PHI here and where it may go, as it is configured now; a page with a map is one button away. */
export function InventoryTab(): ReactElement {
  const { data, error } = useInventory();
  const save = useSaveInventory();
  const nameOf = (id: string) => data?.assets.find((asset) => asset.id === id)?.name ?? id;
  return (
    <Stack>
      <FailureNotice error={error ?? save.error} />
      {save.data !== undefined && (
        <Notice tone="done" title={t("Written: a page with the map, and the same as JSON.")}>
          {t("Look it over at least every twelve months and after every change, and keep the signed page with your risk analysis.")}
        </Notice>
      )}
      <div className="form-foot">
        <Button variant="primary" busy={save.isPending} onPress={() => save.mutate({})}>
          {t("Save inventory and map")}
        </Button>
      </div>
      <h2 className="section-title">{t("Where information may go")}</h2>
      <DataTable
        label={t("Where information may go")}
        rows={data?.flows ?? []}
        rowKey={(flow) => `${flow.from} ${flow.to} ${flow.basis}`}
        empty={<EmptyState title={t("Nowhere")}>{t("No agreement, no backup and no log server is set up.")}</EmptyState>}
        columns={[
          { id: "to", header: t("To"), render: (flow) => nameOf(flow.to) },
          { id: "what", header: t("What"), render: (flow) => flow.carries.join(", ") },
          { id: "class", header: t("Class"), render: ({ dataClass }) => <Badge tone={classes[dataClass].tone}>{classes[dataClass].label}</Badge> },
          { id: "basis", header: t("Basis"), render: (flow) => flow.basis },
          {
            id: "open",
            header: t("State"),
            render: ({ open }) => (open ? <Badge tone="done">{t("Open")}</Badge> : <Badge tone="neutral">{t("Closed")}</Badge>),
          },
        ]}
      />
      <h2 className="section-title">{t("What there is")}</h2>
      <DataTable
        label={t("What there is")}
        rows={data?.assets ?? []}
        rowKey={(asset) => asset.id}
        empty={<EmptyState title={t("Nothing yet")}>{t("The inventory is drawn from the record.")}</EmptyState>}
        columns={[
          { id: "name", header: t("What"), render: (asset) => asset.name },
          { id: "place", header: t("Where"), render: (asset) => <span className="policy-value">{asset.place}</span> },
          { id: "holds", header: t("Holds"), render: (asset) => asset.holds },
          { id: "safeguards", header: t("Safeguards"), render: (asset) => asset.safeguards.join("; ") },
          { id: "state", header: t("State"), render: ({ state }) => <Badge tone={states[state].tone}>{states[state].label}</Badge> },
        ]}
      />
    </Stack>
  );
}
