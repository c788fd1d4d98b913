import { type ReactNode, useState } from "react";
import { type Procedure, type SessionCodes, type SessionType, sessionTypeNames, sessionTypes } from "../../../shared/domain/codes.ts";
import type { EncounterId } from "../../../shared/domain/ids.ts";
import type { Turn } from "../../../shared/domain/transcript.ts";
import { useClassify, useCodes, useSaveCodes, useSuggestCodes } from "../../api/index.ts";
import { FailureNotice } from "../../parts/index.ts";
import { Button, ProgressLine, SelectField } from "../../ui/index.ts";
import { t } from "../../words/language.ts";
import { DiagnosisList } from "./DiagnosisList.tsx";
import { SendDialog } from "./SendDialog.tsx";

export interface CodesTabProps {
  readonly encounterId: EncounterId;
  readonly templateId: string;
  readonly turns: readonly Turn[];
  readonly onSelectLine: (line: number) => void;
}

const typeOptions = sessionTypes.map((id) => ({ id, label: sessionTypeNames[id] }));
const startCodes: SessionCodes = { sessionType: "individual", procedure: null, diagnoses: [] };

/** The codes of a session: the procedure by the clock, diagnoses with the lines that show them. Nothing is kept until it is saved. */
export function CodesTab({ encounterId, templateId, turns, onSelectLine }: CodesTabProps): ReactNode {
  const found = useCodes(encounterId);
  const [changed, setChanged] = useState<SessionCodes | null>(null);
  const [asking, setAsking] = useState<"codes" | "kind" | null>(null);
  const save = useSaveCodes();
  const suggest = useSuggestCodes();
  const classify = useClassify();
  if (found.data === undefined) return found.error === null ? <ProgressLine label={t("Reading the codes")} /> : <FailureNotice error={found.error} />;
  const { procedures } = found.data;
  const codes = changed ?? found.data.codes ?? startCodes;
  const procedure = procedures[codes.sessionType];
  const close = () => setAsking(null);
  const chooseType = (sessionType: SessionType) => setChanged({ ...codes, sessionType });
  return (
    <div className="panel-part">
      <h3>{t("Codes")}</h3>
      <FailureNotice error={save.error} />
      <SelectField label={t("Kind of session")} options={typeOptions} value={codes.sessionType} onChange={(id) => chooseType(id as SessionType)} />
      <p className="panel-lead">{explainProcedure(procedure)}</p>
      <div className="row-actions">
        <Button variant="quiet" onPress={() => setAsking("kind")}>
          {t("Ask which kind it was")}
        </Button>
      </div>
      <h4>{t("Diagnoses, ICD-10-CM")}</h4>
      <DiagnosisList diagnoses={codes.diagnoses} onChange={(diagnoses) => setChanged({ ...codes, diagnoses })} onSelectLine={onSelectLine} />
      <div className="row-actions">
        <Button variant="quiet" onPress={() => setAsking("codes")}>
          {t("Ask for suggestions")}
        </Button>
        <Button
          variant="primary"
          busy={save.isPending}
          isDisabled={changed === null && (found.data.codes?.procedure ?? null) === (procedure?.code ?? null)}
          onPress={() => save.mutate({ encounterId, codes: { ...codes, procedure: procedure?.code ?? null } }, { onSuccess: () => setChanged(null) })}
        >
          {t("Keep codes")}
        </Button>
      </div>
      {asking === "codes" && (
        <SendDialog
          title={t("Ask for diagnoses spoken of")}
          actionLabel={t("Send and suggest")}
          {...{ encounterId, templateId, turns }}
          busy={suggest.isPending}
          error={suggest.error}
          onClose={close}
          onSend={(decision) =>
            suggest.mutate(decision, {
              onSuccess: ({ diagnoses }) => {
                const known = new Set(codes.diagnoses.map(({ code }) => code));
                setChanged({ ...codes, diagnoses: [...codes.diagnoses, ...diagnoses.filter(({ code }) => !known.has(code))] });
                close();
              },
            })
          }
        />
      )}
      {asking === "kind" && (
        <SendDialog
          title={t("Ask which kind of session it was")}
          actionLabel={t("Send and ask")}
          {...{ encounterId, templateId, turns }}
          busy={classify.isPending}
          error={classify.error}
          onClose={close}
          onSend={(decision) =>
            classify.mutate(decision, {
              onSuccess: ({ type }) => {
                chooseType(type);
                close();
              },
            })
          }
        />
      )}
    </div>
  );
}

/** Why this procedure, in a sentence. The rules are the program's; no model is asked. */
function explainProcedure(procedure: Procedure | undefined): string {
  if (procedure === undefined) return "";
  const { code, addOn, minutes, why } = procedure;
  const lasted = minutes === null ? "" : t("{minutes} minutes", { minutes });
  if (code !== null)
    return t("CPT {code}{code2}, {kind}.", {
      code,
      code2: addOn === null ? "" : t(" and {units} × {code}", { units: addOn.units, code: addOn.code }),
      kind: why === "by-time" ? t("by its {lasted}", { lasted }) : t("by its kind"),
    });
  if (why === "too-short") return t("No procedure code: {lasted} is too short for this kind of session.", { lasted });
  return why === "no-times" ? t("No procedure code: the session's end was not recorded.") : t("No procedure code goes with this kind of session.");
}
