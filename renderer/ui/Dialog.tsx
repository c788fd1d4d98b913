import { X } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { t } from "../words/language.ts";
import { IconButton } from "./Button.tsx";

export interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly footer?: ReactNode;
  readonly tone?: "plain" | "danger" | undefined;
  readonly size?: "plain" | "wide" | "full" | undefined;
}

/** Asks for one decision. Escape and the cross leave it; a press outside does not lose what was typed. */
export function Dialog(props: DialogProps): ReactElement {
  return (
    <ModalOverlay
      className="ui-shade"
      isOpen={props.isOpen}
      onOpenChange={(open) => {
        if (!open) props.onClose();
      }}
    >
      <Modal className="ui-modal" data-size={props.size ?? "plain"}>
        <AriaDialog className="ui-dialog" data-tone={props.tone ?? "plain"}>
          <div className="ui-dialog-head">
            <Heading slot="title" level={2}>
              {props.title}
            </Heading>
            <IconButton label={t("Close")} icon={<X size={18} aria-hidden="true" />} onPress={props.onClose} />
          </div>
          <div className="ui-dialog-body">{props.children}</div>
          {props.footer === undefined ? null : <div className="ui-dialog-foot">{props.footer}</div>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
