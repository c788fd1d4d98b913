import { type ReactElement, useState } from "react";
import type { Finding, ReviewKind, Stretch } from "../../../shared/domain/access-review.ts";
import { useReviewLook, useSignedReviews } from "../../api/index.ts";
import { type Days, FailureNotice, lastDays, StretchField, toStretch } from "../../parts/index.ts";
import { Badge, Button, DataTable, EmptyState, RadioCards, Stack, TextField } from "../../ui/index.ts";
import { formatCount, formatDay, formatMoment, formatSome, localDay } from "../../words/index.ts";
import { t } from "../../words/language.ts";
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
        <RadioCards label={t("What to look for")} options={reviewOptions} value={kind} onChange={(id) => setKind(id as ReviewKind)} />
      </div>
      <div className="filter-row">
        <StretchField days={days} onChange={setDays} />
        {kind === "after-hours" && (
          <>
            <TextField label={t("Opens at (hour)")} value={opens} onChange={setOpens} inputMode="numeric" />
            <TextField label={t("Closes at (hour)")} value={closes} onChange={setCloses} inputMode="numeric" />
          </>
        )}
        {kind === "bulk" && <TextField label={t("More charts a day than")} value={bulk} onChange={setBulk} inputMode="numeric" />}
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
        label={t("Findings")}
        rows={findings}
        rowKey={(row) => `${row.userId} ${row.patientId ?? ""} ${row.firstAt}`}
        empty={
          data === undefined ? null : (
            <EmptyState title={t("Nothing unusual")}>{t("An empty review is signed too: it shows that somebody looked.")}</EmptyState>
          )
        }
        columns={[
          { id: "who", header: t("Who"), render: (row: Finding) => row.userName },
          {
            id: "whose",
            header: t("Whose chart"),
            render: (row) => (row.patientId === null && row.charts > 1 ? formatSome(row.charts, t("chart")) : row.patientName),
          },
          { id: "times", header: t("Acts"), numeric: true, render: (row) => formatCount(row.times) },
          { id: "first", header: t("First"), render: (row) => formatMoment(row.firstAt) },
          { id: "last", header: t("Last"), render: (row) => formatMoment(row.lastAt) },
        ]}
      />
      <div className="form-foot">
        <Button variant="primary" isDisabled={data === undefined} onPress={() => setSigning(true)}>
          {t("Sign this review")}
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
    <section aria-label={t("Signed reviews")}>
      <h2 className="section-title">{t("Signed reviews")}</h2>
      <FailureNotice error={error} />
      <DataTable
        label={t("Signed reviews")}
        rows={data?.reviews ?? []}
        rowKey={(row) => row.id}
        empty={
          data === undefined ? null : <EmptyState title={t("No review signed yet")}>{t("Look above, then sign: once a month is usual.")}</EmptyState>
        }
        columns={[
          { id: "when", header: t("Signed"), render: (row) => formatMoment(row.signedAt) },
          { id: "kind", header: t("Review"), render: (row) => nameReview(row.kind) },
          {
            id: "time",
            header: t("Time looked at"),
            render: (row) =>
              t("{localDay} to {localDay2}", {
                localDay: formatDay(localDay(new Date(row.fromAt))),
                localDay2: formatDay(localDay(new Date(Date.parse(row.toAt) - 1))),
              }),
          },
          { id: "findings", header: t("Findings"), numeric: true, render: (row) => formatCount(row.findings) },
          {
            id: "verdict",
            header: t("Result"),
            render: (row) =>
              row.verdict === "followed-up" ? <Badge tone="caution">{t("Followed up")}</Badge> : <Badge tone="done">{t("Nothing unusual")}</Badge>,
          },
          { id: "remarks", header: t("Remarks"), render: (row) => row.remarks },
          { id: "by", header: t("By"), render: (row) => row.signedByName },
        ]}
      />
    </section>
  );
}
