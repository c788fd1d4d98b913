import { type ReactElement, useState } from "react";
import { accessGrounds, amendmentGrounds, type Decision, type RightsRequest, reviewableGrounds } from "../../../shared/domain/rights.ts";
import { useDecideRequest } from "../../api/index.ts";
import { FailureNotice } from "../../parts/index.ts";
import { Button, Dialog, SelectField, TextField } from "../../ui/index.ts";
import { nameGround } from "../../words/index.ts";
import { t } from "../../words/language.ts";

interface DecideProps {
  readonly request: RightsRequest;
  readonly answer: "accepted" | "denied";
  readonly onClose: () => void;
}

/** Accepts an amendment with its words, or denies on one of the grounds the rules know. */
export function DecideDialog({ request, answer, onClose }: DecideProps): ReactElement {
  const grounds = request.kind === "access" ? accessGrounds : amendmentGrounds;
  const [ground, setGround] = useState<string | null>(null);
  const [words, setWords] = useState("");
  const [professional, setProfessional] = useState("");
  const decide = useDecideRequest();
  const judged = ground !== null && reviewableGrounds.has(ground);
  const ready = words.trim() !== "" && (answer === "accepted" || (ground !== null && (!judged || professional.trim() !== "")));
  function save(): void {
    const decision: Decision =
      answer === "accepted"
        ? { kind: "accepted", text: words }
        : { kind: "denied", ground: ground as (typeof accessGrounds)[number], rationale: words, professional };
    decide.mutate({ id: request.id, decision }, { onSuccess: onClose });
  }
  return (
    <Dialog
      title={answer === "accepted" ? t("Accept the amendment") : t("Deny the request")}
      isOpen
      onClose={onClose}
      size="wide"
      footer={
        <>
          <Button variant="quiet" onPress={onClose}>
            {t("Cancel")}
          </Button>
          <Button variant="primary" busy={decide.isPending} isDisabled={!ready} onPress={save}>
            {t("Save the decision")}
          </Button>
        </>
      }
    >
      {answer === "accepted" ? (
        <>
          <p className="quiet">
            {t("The signed note stays as it is. These words are joined to it and go with the record wherever it is sent (45 CFR 164.526(c)).")}
          </p>
          <TextField label={t("The amendment")} value={words} onChange={setWords} isRequired multiline rows={5} maxLength={2000} />
        </>
      ) : (
        <>
          <p className="quiet">{t("Only these grounds count; that somebody may be upset is none. Give everything the ground does not cover.")}</p>
          <SelectField
            label={t("Ground")}
            value={ground}
            onChange={setGround}
            options={grounds.map((id) => ({ id, label: nameGround(id).label, description: nameGround(id).citation }))}
          />
          {judged && (
            <TextField
              label={t("Licensed professional who judged")}
              description={t("The patient may have another professional review it (45 CFR 164.524(a)(4))")}
              value={professional}
              onChange={setProfessional}
              isRequired
              maxLength={160}
            />
          )}
          <TextField
            label={t("Why, in plain words")}
            description={t("Stands in the letter to the patient")}
            value={words}
            onChange={setWords}
            isRequired
            multiline
            rows={4}
            maxLength={2000}
          />
        </>
      )}
      <FailureNotice error={decide.error} />
    </Dialog>
  );
}
