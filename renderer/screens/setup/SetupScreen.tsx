import { type ReactElement, useState } from "react";
import type { Clinic, NewUser } from "../../../shared/domain/people.ts";
import { AskError, useCreateClinic } from "../../api/index.ts";
import { RestoreWizard } from "../../parts/index.ts";
import { Button, NamePlate, Notice, Row, ScreenTitle } from "../../ui/index.ts";
import { wordsFor } from "../../words/index.ts";
import { t } from "../../words/language.ts";
import { ClinicStep } from "./ClinicStep.tsx";
import { JoinHost } from "./JoinHost.tsx";
import { PeopleStep } from "./PeopleStep.tsx";
import { RecoveryStep } from "./RecoveryStep.tsx";

const blankClinic: Clinic = { name: "", address: "", phone: "", stateCode: "" };
const titles = { clinic: t("Set up your clinic"), people: t("Who works here"), recovery: t("The recovery key") } as const;

const otherWays = { restore: t("Restore a record"), join: t("Use the record of another computer") } as const;

/** First run: the clinic, its first people, and the key that goes on paper. */
export function SetupScreen({ passphraseNeeded, onDone }: { readonly passphraseNeeded: boolean; readonly onDone: () => void }): ReactElement {
  const [step, setStep] = useState<keyof typeof titles>("clinic");
  const [clinic, setClinic] = useState<Clinic>(blankClinic);
  const [passphrase, setPassphrase] = useState("");
  /** Another way to begin than with a clinic of one's own. */
  const [instead, setInstead] = useState<keyof typeof otherWays | null>(null);
  const create = useCreateClinic();
  const code = create.error instanceof AskError ? create.error.code : null;

  function finish(users: NewUser[]): void {
    create.mutate({ clinic, users, passphrase: passphraseNeeded ? passphrase : null }, { onSuccess: () => setStep("recovery") });
  }

  return (
    <main className="gate">
      <div className="gate-sheet gate-wide">
        <div className="gate-plate">
          <NamePlate size="large" />
          {instead === null && <p className="quiet no-print">{t("Step {step} of 3", { step: Object.keys(titles).indexOf(step) + 1 })}</p>}
          <ScreenTitle key={instead ?? step}>{instead === null ? titles[step] : otherWays[instead]}</ScreenTitle>
        </div>
        {instead === "restore" && <RestoreWizard onRestored={onDone} onLeave={() => setInstead(null)} />}
        {instead === "join" && <JoinHost onLeave={() => setInstead(null)} />}
        {instead === null && step === "clinic" && (
          <ClinicStep
            clinic={clinic}
            passphrase={passphraseNeeded ? { value: passphrase, onChange: setPassphrase } : null}
            onChange={setClinic}
            onNext={() => setStep("people")}
          />
        )}
        {instead === null && step === "clinic" && (
          <Row>
            <Button variant="quiet" onPress={() => setInstead("join")}>
              {t("Use the record of another computer")}
            </Button>
            <Button variant="quiet" onPress={() => setInstead("restore")}>
              {t("Restore a record from a backup")}
            </Button>
          </Row>
        )}
        {step === "people" && <PeopleStep busy={create.isPending} onBack={() => setStep("clinic")} onNext={finish} />}
        {step === "people" && code !== null && (
          <Notice tone="refused" title={wordsFor(code).title} code={code}>
            {wordsFor(code).body} {wordsFor(code).next}
          </Notice>
        )}
        {step === "recovery" && create.data !== undefined && (
          <RecoveryStep words={create.data.recoveryWords} keyId={create.data.recoveryKeyId} clinicName={clinic.name} onDone={onDone} />
        )}
      </div>
    </main>
  );
}
