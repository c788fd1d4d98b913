import { type ReactElement, useState } from "react";
import { useAuditLength, useSession, useVerifyAudit } from "../../api/index.ts";
import { FailureNotice } from "../../parts/index.ts";
import { Button, Notice, ScreenTitle, Tabs } from "../../ui/index.ts";
import { formatCount, formatSome } from "../../words/index.ts";
import { AuditLog } from "./AuditLog.tsx";
import { EvidenceTab } from "./EvidenceTab.tsx";
import { LeftTab } from "./LeftTab.tsx";
import { QuestionsTab } from "./QuestionsTab.tsx";
import { ReviewsTab, SignedReviews } from "./ReviewsTab.tsx";

type Verification = NonNullable<ReturnType<typeof useVerifyAudit>["data"]>;

const verdicts: Readonly<Record<Verification["verdict"], string>> = {
  intact: "Every entry is as it was written.",
  "entry-edited": "An entry was changed.",
  "sequence-broken": "An entry was removed, added or moved.",
  "link-broken": "An entry was rewritten together with its own hash.",
  "row-unreadable": "An entry cannot be read as it was written.",
  "clock-regressed": "An entry claims to be older than the one before it.",
  "checkpoint-unsigned": "A checkpoint was not signed by this clinic's key.",
  "checkpoints-forked": "There are two histories of this log.",
  "log-rewritten": "The log was written anew.",
  "tail-missing": "The newest entries are missing.",
  "rolled-back": "An older copy was put back.",
  "start-unproved": "What retention removed is not vouched for.",
};

/** Is the log whole? Then what people ask of it. */
export function AuditScreen(): ReactElement {
  const length = useAuditLength();
  const verify = useVerifyAudit();
  const role = useSession().data?.session?.user.role;
  const [selected, setSelected] = useState("log");
  const named = role === "practice-manager" || role === "privacy-officer";
  const total = length.data?.total ?? 0;
  const state = verify.data === undefined ? "Not verified since you opened it." : verdicts[verify.data.verdict];
  const tabs = [
    { id: "log", label: "Log", content: <AuditLog named={named} /> },
    { id: "questions", label: "Questions", content: <QuestionsTab named={named} /> },
    { id: "reviews", label: "Reviews", content: named ? <ReviewsTab /> : <SignedReviews /> },
    { id: "left", label: "What left", content: <LeftTab /> },
    { id: "evidence", label: "Evidence", content: <EvidenceTab /> },
  ];
  return (
    <div className="screen">
      <ScreenTitle lead={`The log holds ${formatSome(total, "entry", "entries")}. ${state}`}>Audit log</ScreenTitle>
      <div className="form-foot">
        <Button variant="primary" busy={verify.isPending} onPress={() => verify.mutate({})}>
          Verify now
        </Button>
      </div>
      {verify.data !== undefined && <Verdict verification={verify.data} />}
      <FailureNotice error={verify.error ?? length.error} />
      {role !== undefined && <Tabs tabs={tabs} selected={selected} onSelect={setSelected} label="Audit" />}
    </div>
  );
}

function Verdict({ verification }: { readonly verification: Verification }): ReactElement {
  const { intact, checked, anchoredTo, firstBadSeq, verdict, headCode, elapsedMs } = verification;
  if (!intact) {
    return (
      <Notice tone="refused" title={`The log does not verify: ${verdicts[verdict]}`} code="audit.chain-broken">
        The first bad position is number {formatCount(firstBadSeq ?? 0)}. Tell your privacy officer at once and change nothing.
      </Notice>
    );
  }
  return (
    <Notice tone="done" title={`${formatSome(checked, "entry", "entries")} verified in ${(elapsedMs / 1000).toFixed(1)} s: the chain is whole.`}>
      Signed checkpoints vouch for the first {formatCount(anchoredTo)}; what came after rests on the chain alone. Its head is{" "}
      <strong className="code-line">{headCode}</strong>. Written into the paper log today, it will also show a log that was cut short or rewritten as
      a whole, which a chain alone cannot.
    </Notice>
  );
}
