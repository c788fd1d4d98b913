import { type ReactElement, useState } from "react";
import { minimumPasswordLength, type User } from "../../../shared/domain/people.ts";
import { useResetPassword } from "../../api/index.ts";
import { ProofDialog } from "../../parts/index.ts";
import { PasswordField } from "../../ui/index.ts";
import { t } from "../../words/language.ts";

/** Gives a colleague a start password; they choose their own when they sign in. */
export function ResetPassword({ user, onClose }: { readonly user: User; readonly onClose: () => void }): ReactElement {
  const [startPassword, setStartPassword] = useState("");
  const reset = useResetPassword();
  return (
    <ProofDialog
      title={t("New start password for {displayName}", { displayName: user.displayName })}
      actionLabel={t("Set it")}
      busy={reset.isPending}
      error={reset.error}
      isReady={startPassword !== ""}
      onProve={(password) => reset.mutate({ userId: user.id, startPassword, password }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <p>
        {t("Tell it to them in person. They must choose their own when they sign in. Their private notes stay closed to everyone, you included.")}
      </p>
      <PasswordField
        label={t("Start password")}
        description={t("At least {minimumPasswordLength} characters", { minimumPasswordLength })}
        value={startPassword}
        onChange={setStartPassword}
        autoComplete="off"
        autoFocus
      />
    </ProofDialog>
  );
}
