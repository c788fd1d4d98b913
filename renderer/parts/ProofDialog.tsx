import { type ReactElement, type ReactNode, useState } from "react";
import { Button, Dialog, PasswordField } from "../ui/index.ts";
import { t } from "../words/language.ts";
import { FailureNotice } from "./FailureNotice.tsx";

export interface ProofDialogProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly actionLabel: string;
  readonly tone?: "plain" | "danger";
  readonly busy: boolean;
  readonly error: Error | null;
  readonly isReady?: boolean;
  readonly onProve: (password: string) => void;
  readonly onClose: () => void;
}

/** Asks for one's own password again before an act that binds (164.312(d)). */
export function ProofDialog(props: ProofDialogProps): ReactElement {
  const [password, setPassword] = useState("");
  const ready = password !== "" && props.isReady !== false;
  function prove(): void {
    if (!ready || props.busy) return;
    props.onProve(password);
    setPassword("");
  }
  return (
    <Dialog
      title={props.title}
      isOpen
      onClose={props.onClose}
      tone={props.tone ?? "plain"}
      footer={
        <>
          <Button variant="quiet" onPress={props.onClose}>
            {t("Cancel")}
          </Button>
          <Button variant={props.tone === "danger" ? "danger" : "primary"} busy={props.busy} isDisabled={!ready} onPress={prove}>
            {props.actionLabel}
          </Button>
        </>
      }
    >
      {props.children}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          prove();
        }}
      >
        <PasswordField label={t("Your password")} value={password} onChange={setPassword} autoComplete="current-password" />
      </form>
      <FailureNotice error={props.error} />
    </Dialog>
  );
}
