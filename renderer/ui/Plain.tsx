import { Eye, EyeOff } from "lucide-react";
import { type ReactElement, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { t } from "../words/language.ts";

/*
 * The controls of the first screen, on the browser's own. They look and behave as the library's do;
 * a start waits for what they are made of, and the library takes longer to read than they do.
 */

export interface PlainFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly description?: string | undefined;
  readonly autoComplete: string;
  readonly autoFocus?: boolean | undefined;
}

/** A labelled field. */
export function PlainField(props: PlainFieldProps): ReactElement {
  const id = useId();
  return (
    <div className="ui-field">
      <label className="ui-label" htmlFor={id}>
        {props.label}
      </label>
      <PlainInput id={id} type="text" {...props} />
      {props.description !== undefined && (
        <span id={`${id}-more`} className="ui-description">
          {props.description}
        </span>
      )}
    </div>
  );
}

/** A secret with a button that shows it. */
export function PlainPasswordField(props: PlainFieldProps): ReactElement {
  const id = useId();
  const [shown, setShown] = useState(false);
  return (
    <div className="ui-field">
      <label className="ui-label" htmlFor={id}>
        {props.label}
      </label>
      <span className="ui-reveal">
        <PlainInput id={id} type={shown ? "text" : "password"} {...props} />
        <button type="button" className="ui-icon-button" data-plain aria-label={shown ? t("Hide") : t("Show")} onClick={() => setShown(!shown)}>
          {shown ? <EyeOff size={16} aria-hidden="true" /> : <Eye size={16} aria-hidden="true" />}
        </button>
      </span>
    </div>
  );
}

function PlainInput(props: PlainFieldProps & { readonly id: string; readonly type: "text" | "password" }): ReactElement {
  const field = useRef<HTMLInputElement>(null);
  const takesFocus = props.autoFocus ?? false;
  // The page may have been drawn unseen, where nothing can take the focus; this runs again when it is shown.
  useEffect(() => {
    if (takesFocus) field.current?.focus();
  }, [takesFocus]);
  return (
    <input
      ref={field}
      id={props.id}
      className="ui-input"
      data-plain
      type={props.type}
      value={props.value}
      onChange={(event) => props.onChange(event.target.value)}
      autoComplete={props.autoComplete}
      // biome-ignore lint/a11y/noAutofocus: the first screen is there to be typed into, and has nothing before its field
      autoFocus={takesFocus}
      aria-required="true"
      aria-describedby={props.description === undefined ? undefined : `${props.id}-more`}
      // Spelling help stays off: some systems send what is typed to a service.
      spellCheck="false"
    />
  );
}

export interface PlainButtonProps {
  readonly children: ReactNode;
  readonly variant: "primary" | "quiet";
  readonly type?: "button" | "submit" | undefined;
  readonly isDisabled?: boolean | undefined;
  /** At work: stays in place and keeps the focus, but does not answer a second press. */
  readonly busy?: boolean | undefined;
  readonly onPress?: (() => void) | undefined;
}

/** A button. */
export function PlainButton(props: PlainButtonProps): ReactElement {
  const busy = props.busy ?? false;
  return (
    <button
      className="ui-button"
      data-plain
      data-variant={props.variant}
      type={busy ? "button" : (props.type ?? "button")}
      disabled={props.isDisabled ?? false}
      data-disabled={props.isDisabled === true || undefined}
      aria-disabled={busy || undefined}
      onClick={() => !busy && props.onPress?.()}
    >
      {busy ? <span className="ui-button-turn" aria-hidden="true" /> : null}
      {props.children}
    </button>
  );
}
