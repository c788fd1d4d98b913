import { type ReactElement, useState } from "react";
import { destructionReasons } from "../../../shared/domain/access.ts";
import type { PatientId } from "../../../shared/domain/ids.ts";
import type { Block, Scope } from "../../../shared/domain/rights.ts";
import { useProposeDestruction, useWeighDestruction } from "../../api/index.ts";
import { FailureNotice, ProofDialog } from "../../parts/index.ts";
import { Notice, RadioCards } from "../../ui/index.ts";
import { describeBlock, formatDay, formatScopePart, formatSome, nameDestructionReason } from "../../words/index.ts";
import { t } from "../../words/language.ts";

type Reason = (typeof destructionReasons)[number];

interface DestroyProps {
  readonly patientId: PatientId;
  readonly onClose: () => void;
  readonly onProposed: () => void;
}

/** Proposes to destroy a record: what would go is shown in full, what stands in the way is named, and another person must agree. */
export function DestroyRecord({ patientId, onClose, onProposed }: DestroyProps): ReactElement {
  const [reason, setReason] = useState<Reason | null>(null);
  const weighed = useWeighDestruction(patientId, reason);
  const propose = useProposeDestruction();
  const blocks = weighed.data?.blocks ?? [];
  return (
    <ProofDialog
      title={t("Destroy this record")}
      actionLabel={t("Propose to destroy it")}
      tone="danger"
      busy={propose.isPending}
      error={propose.error}
      isReady={reason !== null && weighed.data !== undefined && blocks.length === 0}
      onProve={(password) => {
        if (reason !== null) propose.mutate({ patientId, reason, password }, { onSuccess: onProposed });
      }}
      onClose={onClose}
    >
      <p>
        {t(
          "One person proposes, another agrees, and the record goes with the key that sealed it. Nobody can bring it back, and no restore of a backup does.",
        )}
      </p>
      <RadioCards
        label={t("Reason")}
        value={reason}
        onChange={(chosen) => setReason(chosen as Reason)}
        options={destructionReasons.map((id) => ({ id, label: nameDestructionReason(id) }))}
      />
      <FailureNotice error={weighed.error} />
      {reason !== null &&
        weighed.data !== undefined &&
        (blocks.length > 0 ? <Blocks blocks={blocks} /> : <WhatGoes scope={weighed.data.scope} notBefore={weighed.data.notBefore} />)}
    </ProofDialog>
  );
}

function Blocks({ blocks }: { readonly blocks: readonly Block[] }): ReactElement {
  return (
    <Notice tone="refused" title={t("It may not go yet")} code="destruction.blocked">
      <ul>
        {blocks.map((block) => (
          <li key={block.kind}>{describeBlock(block)}</li>
        ))}
      </ul>
    </Notice>
  );
}

function WhatGoes({ scope, notBefore }: { readonly scope: Scope; readonly notBefore: string }): ReactElement {
  const away = scope.backups.filter(({ reachable }) => !reachable).length;
  const goes = scope.parts.filter(({ count }) => count > 0).map(({ part, count }) => formatScopePart(part, count));
  return (
    <Notice tone="caution" title={t("What goes")}>
      <p>{goes.join(", ")}.</p>
      {scope.firstOn !== null && scope.lastOn !== null && (
        <p>{t("Sessions of {first} to {last}.", { first: formatDay(scope.firstOn), last: formatDay(scope.lastOn) })}</p>
      )}
      <p>
        {scope.backups.length === 0
          ? t("There is no backup.")
          : t("It is taken out of {backups}.", { backups: formatSome(scope.backups.length - away, t("backup"), t("backups")) })}
        {away > 0 && ` ${t("Out of reach now: {away}. The certificate names them.", { away: formatSome(away, t("backup"), t("backups")) })}`}
      </p>
      {scope.exports > 0 && <p>{t("Handed out before and out of reach: {exports}.", { exports: formatSome(scope.exports, t("package")) })}</p>}
      <p>{t("It can be carried out from {notBefore} on. What was disclosed stays accounted for.", { notBefore: formatDay(notBefore) })}</p>
    </Notice>
  );
}
