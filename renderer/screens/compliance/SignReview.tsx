import { type ReactElement, useState } from "react";
import type { ReviewKind, Stretch } from "../../../shared/domain/access-review.ts";
import { useSignReview } from "../../api/index.ts";
import { ProofDialog } from "../../parts/index.ts";
import { RadioCards, TextField } from "../../ui/index.ts";
import { formatSome } from "../../words/index.ts";
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
  { id: "nothing-unusual", label: "Nothing unusual", description: "What was found is explained" },
  { id: "followed-up", label: "Followed up", description: "Somebody was asked, or more is to be done" },
] as const;

/** Signs what one looked at, with a result and remarks that stay sealed in the record. */
export function SignReview({ look, findings, onClose }: SignProps): ReactElement {
  const [verdict, setVerdict] = useState<(typeof verdicts)[number]["id"]>("nothing-unusual");
  const [remarks, setRemarks] = useState("");
  const sign = useSignReview();
  return (
    <ProofDialog
      title={`Sign: ${nameReview(look.kind)}`}
      actionLabel="Sign review"
      busy={sign.isPending}
      error={sign.error}
      isReady={verdict === "nothing-unusual" || remarks.trim() !== ""}
      onProve={(password) => sign.mutate({ ...look, verdict, remarks, password }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <p>{`You looked at ${formatSome(findings, "finding")}. A signed review is final.`}</p>
      <RadioCards label="Result" options={verdicts} value={verdict} onChange={(id) => setVerdict(id as typeof verdict)} />
      <TextField
        label="Remarks"
        description="What you made of it; needed where something was followed up"
        value={remarks}
        onChange={setRemarks}
        multiline
        rows={3}
        maxLength={2000}
      />
    </ProofDialog>
  );
}
