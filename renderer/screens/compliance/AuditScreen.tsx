import { type ReactElement, useState } from "react";
import type { Role } from "../../../shared/domain/people.ts";
import { useAuditLength, useVerifyAudit } from "../../api/index.ts";
import { FailureNotice } from "../../parts/index.ts";
import { Button, Notice, ScreenTitle, Tabs } from "../../ui/index.ts";
import { formatCount, formatSome } from "../../words/index.ts";
import { t } from "../../words/language.ts";
import { AuditLog } from "./AuditLog.tsx";
import { EvidenceTab } from "./EvidenceTab.tsx";
import { LeftTab } from "./LeftTab.tsx";
import { QuestionsTab } from "./QuestionsTab.tsx";
import { ReviewsTab, SignedReviews } from "./ReviewsTab.tsx";

type Verification = NonNullable<ReturnType<typeof useVerifyAudit>["data"]>;

const verdicts: Readonly<Record<Verification["verdict"], string>> = {
  intact: t("Every entry is as it was written."),
  "entry-edited": t("An entry was changed."),
  "sequence-broken": t("An entry was removed, added or moved."),
  "link-broken": t("An entry was rewritten together with its own hash."),
  "row-unreadable": t("An entry cannot be read as it was written."),
  "clock-regressed": t("An entry claims to be older than the one before it."),
  "checkpoint-unsigned": t("A checkpoint was not signed by this clinic's key."),
  "checkpoints-forked": t("There are two histories of this log."),
  "log-rewritten": t("The log was written anew."),
  "tail-missing": t("The newest entries are missing."),
  "rolled-back": t("An older copy was put back."),
  "start-unproved": t("What retention removed is not vouched for."),
};

interface AuditProps {
  readonly role: Role;
  readonly begin: "questions" | undefined;
}

/** The log for those who read it; for IT, who keeps what vouches for it and reads none of it, that alone. */
export function AuditScreen({ role, begin }: AuditProps): ReactElement {
  if (role !== "it-admin") return <ReadLog role={role} begin={begin} />;
  return (
    <div className="screen">
      <ScreenTitle lead={t("What vouches for the log, and where it is kept. Its entries are read by those who answer for the record.")}>
        {t("Audit log")}
      </ScreenTitle>
      <EvidenceTab />
    </div>
  );
}

/** Is the log whole? Then what people ask of it. */
function ReadLog({ role, begin }: AuditProps): ReactElement {
  const length = useAuditLength();
  const verify = useVerifyAudit();
  const [selected, setSelected] = useState<string>(begin ?? "log");
  const named = role === "practice-manager" || role === "privacy-officer";
  const total = length.data?.total ?? 0;
  const state = verify.data === undefined ? t("Not verified since you opened it.") : verdicts[verify.data.verdict];
  const tabs = [
    { id: "log", label: t("Log"), content: <AuditLog named={named} /> },
    { id: "questions", label: t("Questions"), content: <QuestionsTab named={named} /> },
    { id: "reviews", label: t("Reviews"), content: named ? <ReviewsTab /> : <SignedReviews /> },
    { id: "left", label: t("What left"), content: <LeftTab /> },
    { id: "evidence", label: t("Evidence"), content: <EvidenceTab /> },
  ];
  return (
    <div className="screen">
      <ScreenTitle lead={t("The log holds {total}. {state}", { total: formatSome(total, t("entry"), t("entries")), state })}>
        {t("Audit log")}
      </ScreenTitle>
      <div className="form-foot">
        <Button variant="primary" busy={verify.isPending} onPress={() => verify.mutate({})}>
          {t("Verify now")}
        </Button>
      </div>
      {verify.data !== undefined && <Verdict verification={verify.data} />}
      <FailureNotice error={verify.error ?? length.error} />
      <Tabs tabs={tabs} selected={selected} onSelect={setSelected} label={t("Audit")} />
    </div>
  );
}

function Verdict({ verification }: { readonly verification: Verification }): ReactElement {
  const { intact, checked, anchoredTo, firstBadSeq, verdict, headCode, elapsedMs } = verification;
  if (!intact) {
    return (
      <Notice tone="refused" title={t("The log does not verify: {verdict}", { verdict: verdicts[verdict] })} code="audit.chain-broken">
        {t("The first bad position is number {firstBadSeq}. Tell your privacy officer at once and change nothing.", {
          firstBadSeq: formatCount(firstBadSeq ?? 0),
        })}
      </Notice>
    );
  }
  return (
    <Notice
      tone="done"
      title={t("{checked} verified in {elapsedMs} s: the chain is whole.", {
        checked: formatSome(checked, t("entry"), t("entries")),
        elapsedMs: (elapsedMs / 1000).toFixed(1),
      })}
    >
      {t("Signed checkpoints vouch for the first {anchoredTo}; what came after rests on the chain alone. Its head is", {
        anchoredTo: formatCount(anchoredTo),
      })}{" "}
      <strong className="code-line">{headCode}</strong>
      {t(". Written into the paper log today, it will also show a log that was cut short or rewritten as a whole, which a chain alone cannot.")}
    </Notice>
  );
}
