import { type FormEvent, type ReactElement, useState } from "react";
import { useChangePassword } from "../../api/index.ts";
import { FailureNotice } from "../../parts/index.ts";
import { Button, PasswordField } from "../../ui/index.ts";
import { t } from "../../words/language.ts";

/** Replaces one's own password: the one in force, and the new one twice. */
export function NewPassword({ onDone }: { readonly onDone: () => void }): ReactElement {
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const [again, setAgain] = useState("");
  const change = useChangePassword();
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (next === again) change.mutate({ current, next }, { onSuccess: onDone });
  }
  return (
    <form onSubmit={submit}>
      <PasswordField label={t("Password in force")} value={current} onChange={setCurrent} autoComplete="current-password" />
      <PasswordField
        label={t("New password")}
        description={t("Length is what counts: four or five unrelated words work well.")}
        value={next}
        onChange={setNext}
        autoComplete="new-password"
      />
      <PasswordField
        label={t("New password again")}
        value={again}
        onChange={setAgain}
        autoComplete="new-password"
        {...(again !== "" && again !== next ? { error: t("The two differ") } : {})}
      />
      <FailureNotice error={change.error} />
      <div className="form-foot">
        <Button variant="primary" type="submit" busy={change.isPending} isDisabled={current === "" || next === "" || next !== again}>
          {t("Change password")}
        </Button>
      </div>
    </form>
  );
}
