import { type ReactElement, useState } from "react";
import type { Finding, ReviewKind, Stretch } from "../../../shared/domain/access-review.ts";
import { useReviewLook, useSignedReviews } from "../../api/index.ts";
import { type Days, FailureNotice, lastDays, StretchField, toStretch } from "../../parts/index.ts";
import { Badge, Button, DataTable, EmptyState, RadioCards, Stack, TextField } from "../../ui/index.ts";
import { formatCount, formatDay, formatMoment, formatSome, localDay } from "../../words/index.ts";
import { describeFindings, nameReview, reviewOptions } from "./review-words.ts";
import { SignReview } from "./SignReview.tsx";

const defaultDays = 30;
const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();

/** The regular reviews of access: look, decide, sign; and those signed before. */
export function ReviewsTab(): ReactElement {
  const [kind, setKind] = useState<ReviewKind>("own-record");
  const [days, setDays] = useState<Days>(() => lastDays(defaultDays));
  const [opens, setOpens] = useState("7");
  const [closes, setCloses] = useState("19");
  const [bulk, setBulk] = useState("20");
  const stretch = toStretch(days);
  const limits = { opensHour: Number(opens), closesHour: Number(closes), bulkCharts: Number(bulk) };
  const sensible = limits.opensHour >= 0 && limits.closesHour > limits.opensHour && limits.closesHour <= 24 && limits.bulkCharts >= 2;
  return (
    <Stack>
      <div className="cards-across">
        <RadioCards label="What to look for" options={reviewOptions} value={kind} onChange={(id) => setKind(id as ReviewKind)} />
      </div>
      <div className="filter-row">
        <StretchField days={days} onChange={setDays} />
        {kind === "after-hours" && (
          <>
            <TextField label="Opens at (hour)" value={opens} onChange={setOpens} inputMode="numeric" />
            <TextField label="Closes at (hour)" value={closes} onChange={setCloses} inputMode="numeric" />
          </>
        )}
        {kind === "bulk" && <TextField label="More charts a day than" value={bulk} onChange={setBulk} inputMode="numeric" />}
      </div>
      {stretch !== null && sensible && <Findings look={{ kind, stretch, limits, timeZone }} />}
      <SignedReviews />
    </Stack>
  );
}

interface Look {
  readonly kind: ReviewKind;
  readonly stretch: Stretch;
  readonly limits: { opensHour: number; closesHour: number; bulkCharts: number };
  readonly timeZone: string;
}

function Findings({ look }: { readonly look: Look }): ReactElement {
  const { data, error } = useReviewLook(look);
  const [signing, setSigning] = useState(false);
  const findings = data?.findings ?? [];
  return (
    <Stack>
      <FailureNotice error={error} />
      {data !== undefined && <p className="answer">{describeFindings(look.kind, findings)}</p>}
      <DataTable
        label="Findings"
        rows={findings}
        rowKey={(row) => `${row.userId} ${row.patientId ?? ""} ${row.firstAt}`}
        empty={
          data === undefined ? null : <EmptyState title="Nothing unusual">An empty review is signed too: it shows that somebody looked.</EmptyState>
        }
        columns={[
          { id: "who", header: "Who", render: (row: Finding) => row.userName },
          {
            id: "whose",
            header: "Whose chart",
            render: (row) => (row.patientId === null && row.charts > 1 ? formatSome(row.charts, "chart") : row.patientName),
          },
          { id: "times", header: "Acts", numeric: true, render: (row) => formatCount(row.times) },
          { id: "first", header: "First", render: (row) => formatMoment(row.firstAt) },
          { id: "last", header: "Last", render: (row) => formatMoment(row.lastAt) },
        ]}
      />
      <div className="form-foot">
        <Button variant="primary" isDisabled={data === undefined} onPress={() => setSigning(true)}>
          Sign this review
        </Button>
      </div>
      {signing && <SignReview look={look} findings={findings.length} onClose={() => setSigning(false)} />}
    </Stack>
  );
}

/** Reviews done, so that nobody has to remember; the newest first. */
export function SignedReviews(): ReactElement {
  const { data, error } = useSignedReviews();
  return (
    <section aria-label="Signed reviews">
      <h2 className="section-title">Signed reviews</h2>
      <FailureNotice error={error} />
      <DataTable
        label="Signed reviews"
        rows={data?.reviews ?? []}
        rowKey={(row) => row.id}
        empty={data === undefined ? null : <EmptyState title="No review signed yet">Look above, then sign: once a month is usual.</EmptyState>}
        columns={[
          { id: "when", header: "Signed", render: (row) => formatMoment(row.signedAt) },
          { id: "kind", header: "Review", render: (row) => nameReview(row.kind) },
          {
            id: "time",
            header: "Time looked at",
            render: (row) => `${formatDay(localDay(new Date(row.fromAt)))} to ${formatDay(localDay(new Date(Date.parse(row.toAt) - 1)))}`,
          },
          { id: "findings", header: "Findings", numeric: true, render: (row) => formatCount(row.findings) },
          {
            id: "verdict",
            header: "Result",
            render: (row) => (row.verdict === "followed-up" ? <Badge tone="caution">Followed up</Badge> : <Badge tone="done">Nothing unusual</Badge>),
          },
          { id: "remarks", header: "Remarks", render: (row) => row.remarks },
          { id: "by", header: "By", render: (row) => row.signedByName },
        ]}
      />
    </section>
  );
}
