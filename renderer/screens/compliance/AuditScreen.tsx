import { type ReactElement, useState } from "react";
import { useAuditRows, useVerifyAudit } from "../../api/index.ts";
import { FailureNotice } from "../../parts/index.ts";
import { Badge, Button, DataTable, EmptyState, Notice, ScreenTitle, TextField } from "../../ui/index.ts";
import { formatCount, formatMoment, formatSome } from "../../words/index.ts";
import { nameEvent } from "./event-words.ts";

type Verification = NonNullable<ReturnType<typeof useVerifyAudit>["data"]>;

const verdicts: Readonly<Record<Verification["verdict"], string>> = {
  intact: "Every entry is as it was written.",
  "entry-edited": "An entry was changed.",
  "sequence-broken": "An entry was removed, added or moved.",
  "link-broken": "An entry was rewritten together with its own hash.",
  "row-unreadable": "An entry cannot be read as it was written.",
  "clock-regressed": "An entry claims to be older than the one before it.",
};

/** Is the log whole? Then who did what, newest first. */
export function AuditScreen(): ReactElement {
  const pages = useAuditRows();
  const verify = useVerifyAudit();
  const [filter, setFilter] = useState("");
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? [];
  const total = pages.data?.pages[0]?.total ?? 0;
  const wanted = filter.trim().toLowerCase();
  const shown =
    wanted === ""
      ? rows
      : rows.filter((row) =>
          `${row.event} ${nameEvent(row.event)} ${row.actor} ${row.role} ${row.code ?? ""} ${row.subject ?? ""} ${Object.values(row.fields).join(" ")}`
            .toLowerCase()
            .includes(wanted),
        );
  const state = verify.data === undefined ? "Not verified since you opened it." : verdicts[verify.data.verdict];
  return (
    <div className="screen">
      <ScreenTitle lead={`The log holds ${formatSome(total, "entry", "entries")}. ${state}`}>Audit log</ScreenTitle>
      <div className="form-foot">
        <Button variant="primary" busy={verify.isPending} onPress={() => verify.mutate({})}>
          Verify now
        </Button>
      </div>
      {verify.data !== undefined && <Verdict verification={verify.data} />}
      <FailureNotice error={verify.error ?? pages.error} />
      <TextField
        label="Show only"
        description="Words, a code, a person's or a patient's token"
        value={filter}
        onChange={setFilter}
        inputMode="search"
      />
      <DataTable
        label="Audit log"
        rows={shown}
        rowKey={(row) => String(row.seq)}
        empty={<EmptyState title="No such entry">Nothing on this page of the log fits those words.</EmptyState>}
        columns={[
          { id: "seq", header: "No.", numeric: true, render: (row) => formatCount(row.seq) },
          { id: "at", header: "When", render: (row) => formatMoment(row.at) },
          {
            id: "event",
            header: "What",
            render: (row) => (
              <>
                {nameEvent(row.event)} {row.outcome > 0 && <Badge tone="refused">{row.code ?? "failed"}</Badge>}
                {typeof row.fields["code"] === "string" && <span className="quiet">{row.fields["code"]}</span>}
              </>
            ),
          },
          { id: "actor", header: "Who", render: (row) => `${row.actor.slice(0, 10)} ${row.role === "system" ? "" : row.role}` },
          { id: "subject", header: "Patient token", render: (row) => row.subject?.slice(0, 10) ?? "" },
        ]}
      />
      {pages.hasNextPage && (
        <div className="form-foot">
          <Button variant="secondary" busy={pages.isFetchingNextPage} onPress={() => void pages.fetchNextPage()}>
            Earlier entries
          </Button>
        </div>
      )}
    </div>
  );
}

function Verdict({ verification }: { readonly verification: Verification }): ReactElement {
  const { intact, checked, firstBadSeq, verdict, headCode, elapsedMs } = verification;
  if (!intact) {
    return (
      <Notice tone="refused" title={`The log does not verify: ${verdicts[verdict]}`} code="audit.chain-broken">
        The first bad position is number {formatCount(firstBadSeq ?? 0)}. Tell your privacy officer at once and change nothing.
      </Notice>
    );
  }
  return (
    <Notice tone="done" title={`${formatSome(checked, "entry", "entries")} verified in ${(elapsedMs / 1000).toFixed(1)} s: the chain is whole.`}>
      Its head is <strong className="code-line">{headCode}</strong>. Written into the paper log today, it will also show a log that was cut short or
      rewritten as a whole, which a chain alone cannot.
    </Notice>
  );
}
