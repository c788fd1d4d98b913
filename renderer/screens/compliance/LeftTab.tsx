import { type ReactElement, useState } from "react";
import type { Stretch } from "../../../shared/domain/access-review.ts";
import { useSendTally } from "../../api/index.ts";
import { type Days, FailureNotice, lastDays, StretchField, toStretch } from "../../parts/index.ts";
import { DataTable, EmptyState, SelectField, Stack } from "../../ui/index.ts";
import { formatBytes, formatCount, formatDay, formatSome, nameTask } from "../../words/index.ts";

type Key = "vendor" | "model" | "task" | "person" | "day";
const keys = [
  { id: "vendor", label: "Vendor" },
  { id: "model", label: "Model" },
  { id: "task", label: "Task" },
  { id: "person", label: "Person" },
  { id: "day", label: "Day" },
] as const;
const defaultDays = 30;
const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();

/** What left the building, counted the way one asks. */
export function LeftTab(): ReactElement {
  const [by, setBy] = useState<Key>("vendor");
  const [days, setDays] = useState<Days>(() => lastDays(defaultDays));
  const stretch = toStretch(days);
  return (
    <Stack>
      <div className="filter-row">
        <SelectField label="Count by" options={keys} value={by} onChange={(id) => setBy(id as Key)} />
        <StretchField days={days} onChange={setDays} />
      </div>
      {stretch !== null && <Tallies by={by} stretch={stretch} />}
    </Stack>
  );
}

function Tallies({ by, stretch }: { readonly by: Key; readonly stretch: Stretch }): ReactElement {
  const { data, error } = useSendTally({ by, stretch, timeZone });
  const sent = data?.tallies.reduce((sum, tally) => sum + tally.sent, 0) ?? 0;
  const refused = data?.tallies.reduce((sum, tally) => sum + tally.refused, 0) ?? 0;
  return (
    <Stack>
      <FailureNotice error={error} />
      {data !== undefined && (
        <p className="answer">{`${formatSome(sent, "send")} from ${formatSome(data.charts, "chart")}; ${formatCount(refused)} refused before anything left.`}</p>
      )}
      <DataTable
        label="What left, counted"
        rows={data?.tallies ?? []}
        rowKey={(row) => row.key}
        empty={data === undefined ? null : <EmptyState title="Nothing left">Nothing was sent to a vendor in this time.</EmptyState>}
        columns={[
          { id: "key", header: keys.find(({ id }) => id === by)?.label ?? "", render: (row) => nameKey(by, row.key) },
          { id: "sent", header: "Sent", numeric: true, render: (row) => formatCount(row.sent) },
          { id: "refused", header: "Refused", numeric: true, render: (row) => formatCount(row.refused) },
          { id: "charts", header: "Charts", numeric: true, render: (row) => formatCount(row.charts) },
          { id: "bytes", header: "Size", numeric: true, render: (row) => formatBytes(row.bytes) },
          { id: "in", header: "Tokens in", numeric: true, render: (row) => formatCount(row.tokensIn) },
          { id: "out", header: "Tokens out", numeric: true, render: (row) => formatCount(row.tokensOut) },
        ]}
      />
    </Stack>
  );
}

function nameKey(by: Key, key: string): string {
  if (by === "day") return formatDay(key);
  return by === "task" ? nameTask(key) : key;
}
