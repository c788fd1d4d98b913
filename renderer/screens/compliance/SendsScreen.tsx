import { type ReactElement, useState } from "react";
import type { SendId } from "../../../shared/domain/ids.ts";
import type { Send } from "../../../shared/domain/vendor.ts";
import { useSends, useSession } from "../../api/index.ts";
import { FailureNotice } from "../../parts/index.ts";
import { Badge, type BadgeTone, DataTable, EmptyState, ScreenTitle } from "../../ui/index.ts";
import { formatCount, formatMoment, formatSome } from "../../words/index.ts";
import { t } from "../../words/language.ts";
import { SendTrace } from "./SendTrace.tsx";

const outcomes: Readonly<Record<Send["outcome"], { tone: BadgeTone; words: string }>> = {
  refused: { tone: "refused", words: t("Refused, nothing left") },
  "in-flight": { tone: "caution", words: t("On its way") },
  completed: { tone: "done", words: t("Sent and answered") },
  failed: { tone: "caution", words: t("Sent, not answered") },
};

/** What left the building, to whom, and what was refused. */
export function SendsScreen(): ReactElement {
  const { data, error } = useSends();
  const role = useSession().data?.session?.user.role;
  const [traced, setTraced] = useState<SendId | null>(null);
  const sends = data?.sends ?? [];
  const traces = role === "practice-manager" || role === "privacy-officer";
  return (
    <div className="screen">
      <ScreenTitle lead={summarise(sends)}>{t("What left the building")}</ScreenTitle>
      <FailureNotice error={error} />
      {data !== undefined && (
        <DataTable
          label={t("Send log")}
          rows={sends}
          rowKey={(send) => send.id}
          onRowAction={traces ? (send) => setTraced(send.id) : undefined}
          empty={
            <EmptyState title={t("Nothing has left the building")}>
              {t("Each time text is sent to a vendor, or a send is refused, it stands here before it happens.")}
            </EmptyState>
          }
          columns={[
            { id: "at", header: t("When"), render: (send) => formatMoment(send.at) },
            { id: "patient", header: t("Patient"), render: (send) => send.patientName },
            { id: "to", header: t("To"), render: (send) => `${send.vendorName}, ${send.host}` },
            { id: "model", header: t("Model"), render: (send) => send.modelId },
            {
              id: "outcome",
              header: t("Outcome"),
              render: (send) => (
                <>
                  <Badge tone={outcomes[send.outcome].tone}>{outcomes[send.outcome].words}</Badge>{" "}
                  {send.code !== null && <span className="quiet">{send.code}</span>}
                </>
              ),
            },
            { id: "removed", header: t("Identifiers replaced"), numeric: true, render: (send) => formatCount(send.identifiersReplaced) },
            { id: "bytes", header: t("Bytes"), numeric: true, render: (send) => formatCount(send.bytesSent) },
          ]}
        />
      )}
      {traced !== null && <SendTrace sendId={traced} onClose={() => setTraced(null)} />}
    </div>
  );
}

function summarise(sends: readonly Send[]): string {
  const left = sends.filter(({ outcome }) => outcome !== "refused").length;
  const refused = sends.length - left;
  const first =
    left === 0
      ? t("Nothing has left the building.")
      : t("{left} sent, identifiers replaced.", { left: formatSome(left, t("text was"), t("texts were")) });
  return refused === 0 ? first : t("{first} {refused} refused.", { first, refused: formatSome(refused, t("attempt was"), t("attempts were")) });
}
