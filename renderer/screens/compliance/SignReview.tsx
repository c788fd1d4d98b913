import { type ReactElement, useState } from "react";
import type { ReviewKind, Stretch } from "../../../shared/domain/access-review.ts";
import { useSignReview } from "../../api/index.ts";
import { ProofDialog } from "../../parts/index.ts";
import { RadioCards, TextField } from "../../ui/index.ts";
import { formatSome } from "../../words/index.ts";
import { t } from "../../words/language.ts";
import { nameReview } from "./review-words.ts";

interface SignProps {
  readonly look: {
    readonly kind: ReviewKind;
    readonly stretch: Stretch;
    readonly limits: { opensHour: number; closesHour: number; bulkCharts: number };
    readonly timeZone: string;
  };
  readonly findings: number;
  readonly onClose: () => void;
}

const verdicts = [
  { id: "nothing-unusual", label: t("Nothing unusual"), description: t("What was found is explained") },
  { id: "followed-up", label: t("Followed up"), description: t("Somebody was asked, or more is to be done") },
] as const;

/** Signs what one looked at, with a result and remarks that stay sealed in the record. */
export function SignReview({ look, findings, onClose }: SignProps): ReactElement {
  const [verdict, setVerdict] = useState<(typeof verdicts)[number]["id"]>("nothing-unusual");
  const [remarks, setRemarks] = useState("");
  const sign = useSignReview();
  return (
    <ProofDialog
      title={t("Sign: {nameReview}", { nameReview: nameReview(look.kind) })}
      actionLabel={t("Sign review")}
      busy={sign.isPending}
      error={sign.error}
      isReady={verdict === "nothing-unusual" || remarks.trim() !== ""}
      onProve={(password) => sign.mutate({ ...look, verdict, remarks, password }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <p>{t("You looked at {findings}. A signed review is final.", { findings: formatSome(findings, t("finding")) })}</p>
      <RadioCards label={t("Result")} options={verdicts} value={verdict} onChange={(id) => setVerdict(id as typeof verdict)} />
      <TextField
        label={t("Remarks")}
        description={t("What you made of it; needed where something was followed up")}
        value={remarks}
        onChange={setRemarks}
        multiline
        rows={3}
        maxLength={2000}
      />
    </ProofDialog>
  );
}
