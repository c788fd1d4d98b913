import { type ReactNode, useState } from "react";
import type { EncounterId } from "../../../shared/domain/ids.ts";
import type { AddedRedaction, ReleasedRedaction } from "../../../shared/domain/privacy.ts";
import type { Turn } from "../../../shared/domain/transcript.ts";
import type { VendorId } from "../../../shared/domain/vendor.ts";
import { FailureNotice } from "../../parts/index.ts";
import { Button, Dialog } from "../../ui/index.ts";
import { t } from "../../words/language.ts";
import { PrivacyTab } from "./PrivacyTab.tsx";
import { usePrivacyReview } from "./use-privacy-review.ts";
import { VendorChoice } from "./VendorChoice.tsx";

/** What a person decided in this dialog, as every send needs it. */
export interface SendDecision {
  readonly encounterId: EncounterId;
  readonly vendorId: VendorId | null;
  readonly added: AddedRedaction[];
  readonly released: ReleasedRedaction[];
  readonly doubtsReviewed: boolean;
}

export interface SendDialogProps {
  readonly title: string;
  readonly actionLabel: string;
  readonly encounterId: EncounterId;
  readonly templateId: string;
  readonly turns: readonly Turn[];
  readonly busy: boolean;
  readonly error: Error | null;
  readonly onSend: (decision: SendDecision) => void;
  /** The same without sending anything; null where there is no such way. */
  readonly onDevice?: ((decision: SendDecision) => void) | undefined;
  readonly onClose: () => void;
  /** Asked before the look at what leaves. */
  readonly before?: ReactNode;
}

/** The same look at what leaves, before anything asked after the first draft leaves too. */
export function SendDialog(props: SendDialogProps): ReactNode {
  const [vendorId, setVendorId] = useState<VendorId | null>(null);
  const review = usePrivacyReview(props.encounterId, props.templateId, vendorId);
  const { preview, openDoubts } = review;
  const refused = preview === null || preview.destination.refusal !== null;
  const decision: SendDecision = {
    encounterId: props.encounterId,
    vendorId,
    added: [...review.added],
    released: [...review.released],
    doubtsReviewed: true,
  };
  return (
    <Dialog
      title={props.title}
      isOpen
      onClose={props.onClose}
      size="wide"
      footer={
        <>
          <Button variant="quiet" onPress={props.onClose}>
            {t("Cancel")}
          </Button>
          {props.onDevice !== undefined && (
            <Button
              variant={preview !== null && refused ? "primary" : "secondary"}
              isDisabled={props.busy}
              onPress={() => props.onDevice?.({ ...decision, added: [], released: [] })}
            >
              {t("Draft on this computer")}
            </Button>
          )}
          <Button
            variant={props.onDevice !== undefined && refused ? "secondary" : "primary"}
            busy={props.busy}
            isDisabled={refused || openDoubts.length > 0}
            onPress={() => props.onSend(decision)}
          >
            {props.actionLabel}
          </Button>
        </>
      }
    >
      <FailureNotice error={props.error} />
      {props.before}
      <VendorChoice preview={preview} value={vendorId} onChange={setVendorId} />
      <PrivacyTab review={review} turns={props.turns} onSelectLine={() => undefined} />
    </Dialog>
  );
}
