import type { ReactElement, ReactNode } from "react";
import { Button as AriaButton } from "react-aria-components";

export interface ButtonProps {
  readonly children: ReactNode;
  readonly variant?: "primary" | "secondary" | "quiet" | "danger" | undefined;
  readonly onPress?: (() => void) | undefined;
  readonly isDisabled?: boolean | undefined;
  /** At work: stays in place and keeps the focus, but does not answer a second press. */
  readonly busy?: boolean | undefined;
  readonly autoFocus?: boolean | undefined;
  readonly type?: "button" | "submit" | undefined;
}

/** One primary button a screen; the rest are secondary or quiet. */
export function Button(props: ButtonProps): ReactElement {
  const busy = props.busy ?? false;
  return (
    <AriaButton
      className="ui-button"
      data-variant={props.variant ?? "secondary"}
      type={props.type ?? "button"}
      isDisabled={props.isDisabled ?? false}
      isPending={busy}
      autoFocus={props.autoFocus ?? false}
      onPress={() => props.onPress?.()}
    >
      {busy ? <span className="ui-button-turn" aria-hidden="true" /> : null}
      {props.children}
    </AriaButton>
  );
}

/** A button that shows only an icon: its label is its name and its tooltip. */
export function IconButton(props: {
  readonly label: string;
  readonly icon: ReactNode;
  readonly onPress: () => void;
  readonly isDisabled?: boolean | undefined;
}): ReactElement {
  return (
    <AriaButton className="ui-icon-button" aria-label={props.label} isDisabled={props.isDisabled ?? false} onPress={props.onPress}>
      {props.icon}
    </AriaButton>
  );
}

/** A button for something that lasts as long as it is held, by pointer or by key. */
export function HoldButton(props: {
  readonly children: ReactNode;
  readonly isOn: boolean;
  readonly busy: boolean;
  readonly onHold: () => void;
  readonly onLetGo: () => void;
}): ReactElement {
  return (
    <AriaButton
      className="ui-button"
      data-variant={props.isOn ? "primary" : "quiet"}
      aria-pressed={props.isOn}
      isPending={props.busy}
      onPressStart={() => props.onHold()}
      onPressEnd={() => props.onLetGo()}
    >
      {props.busy ? <span className="ui-button-turn" aria-hidden="true" /> : null}
      {props.children}
    </AriaButton>
  );
}
