import type { ReactElement } from "react";
import type { Protection } from "../../../shared/domain/breach.ts";
import { Notice, RadioCards } from "../../ui/index.ts";
import { t } from "../../words/language.ts";
import type { StepProps } from "./use-draft.ts";

const answers = [
  { id: "yes", label: t("Yes") },
  { id: "no", label: t("No") },
  { id: "unknown", label: t("Not known") },
] as const;
const states = [
  { id: "off", label: t("Switched off") },
  { id: "locked", label: t("Locked screen") },
  { id: "open", label: t("Open and unlocked") },
  { id: "unknown", label: t("Not known") },
] as const;

/** Whether what was lost could be read at all; what is not known counts as no. */
export function SecuredStep({ view, body, change, isFinal }: StepProps): ReactElement {
  const { protection, source } = body;
  const set = (part: Partial<Protection>) => change({ protection: { ...protection, ...part } });
  if (source.kind === "vendor" || source.kind === "person") {
    return (
      <Notice tone="info" title={t("It was readable, so it was not secured.")}>
        {source.kind === "vendor"
          ? t("A vendor has to read what it works on. Replaced identifiers lower the risk, which the next step weighs; they do not make it secured.")
          : t("A person signed in here reads charts in clear. The next step weighs the risk.")}
      </Notice>
    );
  }
  const secured = examine(view);
  return (
    <>
      <p>{t("Encrypted information is no breach to lose, as long as the key was not lost with it. What nobody knows counts as no.")}</p>
      {source.kind === "computer" && (
        <>
          <RadioCards
            label={t("Was the computer's disk encrypted?")}
            options={answers}
            value={protection.diskEncrypted}
            onChange={(id) => set({ diskEncrypted: id as Protection["diskEncrypted"] })}
            isDisabled={isFinal}
          />
          <RadioCards
            label={t("How was it when it went?")}
            options={states}
            value={protection.machineState}
            onChange={(id) => set({ machineState: id as Protection["machineState"] })}
            isDisabled={isFinal}
          />
          <RadioCards
            label={t("Was its login strong?")}
            options={answers}
            value={protection.strongLogin}
            onChange={(id) => set({ strongLogin: id as Protection["strongLogin"] })}
            isDisabled={isFinal}
          />
        </>
      )}
      <RadioCards
        label={source.kind === "backup" ? t("Was the recovery sheet kept elsewhere?") : t("Were passwords and the recovery sheet kept elsewhere?")}
        options={answers}
        value={protection.keyApart}
        onChange={(id) => set({ keyApart: id as Protection["keyApart"] })}
        isDisabled={isFinal}
      />
      {secured}
    </>
  );
}

function examine({ protection }: StepProps["view"]): ReactElement {
  return protection.secured ? (
    <Notice tone="done" title={t("As saved, it was secured.")}>
      {t("No notice is due. Conclude it all the same: why is kept for six years.")}
    </Notice>
  ) : (
    <Notice tone="caution" title={t("As saved, it was not secured.")}>
      {t("One answer of no, or not known, is enough.")}
    </Notice>
  );
}
