import { Eye, EyeOff, TriangleAlert } from "lucide-react";
import { type HTMLInputTypeAttribute, type ReactElement, useState } from "react";
import { TextField as AriaTextField, FieldError, Input, Label, Text, TextArea } from "react-aria-components";
import { t } from "../words/language.ts";
import { IconButton } from "./Button.tsx";

export interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: HTMLInputTypeAttribute | undefined;
  readonly description?: string | undefined;
  /** What is wrong and how to put it right; marks the field as well. */
  readonly error?: string | undefined;
  readonly autoComplete?: string | undefined;
  readonly isRequired?: boolean | undefined;
  readonly isDisabled?: boolean | undefined;
  readonly multiline?: boolean | undefined;
  readonly rows?: number | undefined;
  readonly inputMode?: "text" | "numeric" | "tel" | "email" | "search" | undefined;
  readonly placeholder?: string | undefined;
  readonly autoFocus?: boolean | undefined;
  readonly maxLength?: number | undefined;
}

/** A labelled field. Spelling help stays off: some systems send what is typed to a service. */
export function TextField(props: TextFieldProps): ReactElement {
  return (
    <FieldFrame {...props}>
      {props.multiline === true ? (
        <TextArea className="ui-input" rows={props.rows ?? 4} {...pickHints(props)} />
      ) : (
        <Input className="ui-input" {...pickHints(props)} />
      )}
    </FieldFrame>
  );
}

/** A secret with a button that shows it: people type long passwords better when they may look. */
export function PasswordField(props: TextFieldProps): ReactElement {
  const [shown, setShown] = useState(false);
  return (
    <FieldFrame {...props} type={shown ? "text" : "password"}>
      <span className="ui-reveal">
        <Input className="ui-input" {...pickHints(props)} />
        <IconButton
          label={shown ? t("Hide") : t("Show")}
          icon={shown ? <EyeOff size={16} aria-hidden="true" /> : <Eye size={16} aria-hidden="true" />}
          onPress={() => setShown(!shown)}
        />
      </span>
    </FieldFrame>
  );
}

function FieldFrame(props: TextFieldProps & { readonly children: ReactElement }): ReactElement {
  return (
    <AriaTextField
      className="ui-field"
      value={props.value}
      onChange={props.onChange}
      type={props.type ?? "text"}
      isRequired={props.isRequired ?? false}
      isDisabled={props.isDisabled ?? false}
      isInvalid={props.error !== undefined}
      autoFocus={props.autoFocus ?? false}
      validationBehavior="aria"
      spellCheck="false"
      autoComplete={props.autoComplete ?? "off"}
      {...(props.maxLength === undefined ? {} : { maxLength: props.maxLength })}
    >
      <Label className="ui-label">{props.label}</Label>
      {props.children}
      {props.description === undefined ? null : (
        <Text slot="description" className="ui-description">
          {props.description}
        </Text>
      )}
      <FieldErrorLine error={props.error} />
    </AriaTextField>
  );
}

/** What is wrong with a field, with its sign. */
export function FieldErrorLine({ error }: { readonly error: string | undefined }): ReactElement {
  return (
    <FieldError className="ui-error">
      <TriangleAlert size={14} aria-hidden="true" />
      <span>{error}</span>
    </FieldError>
  );
}

function pickHints({ inputMode, placeholder }: TextFieldProps) {
  return { ...(inputMode === undefined ? {} : { inputMode }), ...(placeholder === undefined ? {} : { placeholder }) };
}
