import { type ReactElement, useState } from "react";
import { destructionReasons } from "../../../shared/domain/access.ts";
import type { PatientId } from "../../../shared/domain/ids.ts";
import { useDestroyPatient } from "../../api/index.ts";
import { ProofDialog } from "../../parts/index.ts";
import { RadioCards } from "../../ui/index.ts";
import { nameDestructionReason } from "../../words/index.ts";
import { t } from "../../words/language.ts";

type Reason = (typeof destructionReasons)[number];

interface DestroyProps {
  readonly patientId: PatientId;
  readonly onClose: () => void;
  readonly onDestroyed: () => void;
}

/** Destroys a record for good, with a reason and one's password. */
export function DestroyRecord({ patientId, onClose, onDestroyed }: DestroyProps): ReactElement {
  const [reason, setReason] = useState<Reason | null>(null);
  const destroy = useDestroyPatient();
  return (
    <ProofDialog
      title={t("Destroy this record")}
      actionLabel={t("Destroy for good")}
      tone="danger"
      busy={destroy.isPending}
      error={destroy.error}
      isReady={reason !== null}
      onProve={(password) => {
        if (reason !== null) destroy.mutate({ patientId, reason, password }, { onSuccess: onDestroyed });
      }}
      onClose={onClose}
    >
      <p>
        {t(
          "Sessions, notes, signed ones too, and everything else in this chart go, with the key that sealed them. Nobody can bring them back, and no restore of a backup does. What was disclosed stays accounted for.",
        )}
      </p>
      <RadioCards
        label={t("Reason")}
        value={reason}
        onChange={(chosen) => setReason(chosen as Reason)}
        options={destructionReasons.map((id) => ({ id, label: nameDestructionReason(id) }))}
      />
    </ProofDialog>
  );
}
