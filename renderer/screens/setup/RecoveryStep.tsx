import type { ReactElement } from "react";
import { PrintedWords } from "../../parts/index.ts";
import { t } from "../../words/language.ts";

interface RecoveryStepProps {
  readonly words: readonly string[];
  readonly keyId: string;
  readonly clinicName: string;
  readonly onDone: () => void;
}

/** The clinic's own sheet, the last step of setting up. */
export function RecoveryStep({ words, keyId, clinicName, onDone }: RecoveryStepProps): ReactElement {
  return (
    <PrintedWords
      words={words}
      heading={t("Recovery key {keyId} of {clinicName}", { keyId, clinicName })}
      caution={t(
        "If this computer's keychain is ever lost, or a backup must be restored, two people open the record with these words. Keep the sheet in a sealed envelope, in a safe.",
      )}
      foot={t(
        "These 24 words, in this order, open the clinic's record when its computer's keychain is lost, and its backups. Keep this sheet in a sealed envelope, in a safe, apart from the computer and the backups. Whoever holds both can read the record. Once used, the sheet is replaced.",
      )}
      doneLabel={t("Finish")}
      onDone={onDone}
    />
  );
}
