import { Check, ChevronDown } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import {
  Button as AriaButton,
  Checkbox as AriaCheckbox,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Radio,
  RadioGroup,
  Select,
  SelectValue,
  Text,
} from "react-aria-components";
import { t } from "../words/language.ts";

export interface Option {
  readonly id: string;
  readonly label: string;
  readonly description?: string | undefined;
}

export interface ChoiceProps {
  readonly label: string;
  readonly options: readonly Option[];
  readonly value: string | null;
  readonly onChange: (value: string) => void;
  readonly isDisabled?: boolean | undefined;
  readonly description?: string | undefined;
  /** Spoken but not shown, where a column's heading says it already. */
  readonly hideLabel?: boolean | undefined;
}

/** One of many, folded away until asked for. */
export function SelectField(props: ChoiceProps): ReactElement {
  return (
    <Select
      className="ui-field"
      value={props.value}
      onChange={(key) => {
        if (key !== null) props.onChange(String(key));
      }}
      isDisabled={props.isDisabled ?? false}
      placeholder={t("Choose")}
    >
      <Label className={props.hideLabel === true ? "visually-hidden" : "ui-label"}>{props.label}</Label>
      <AriaButton className="ui-input ui-select">
        <SelectValue>{({ isPlaceholder, selectedText, defaultChildren }) => (isPlaceholder ? defaultChildren : selectedText)}</SelectValue>
        <ChevronDown size={16} aria-hidden="true" />
      </AriaButton>
      {props.description === undefined ? null : (
        <Text slot="description" className="ui-description">
          {props.description}
        </Text>
      )}
      <Popover className="ui-popover" offset={4}>
        <ListBox className="ui-list">
          {props.options.map((option) => (
            <ListBoxItem key={option.id} id={option.id} textValue={option.label} className="ui-option">
              {({ isSelected }) => (
                <>
                  {isSelected ? <Check size={14} aria-hidden="true" /> : null}
                  <OptionWords option={option} />
                </>
              )}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
}

function OptionWords({ option }: { readonly option: Option }): ReactElement {
  return (
    <span className="ui-option-words">
      <Text slot="label">{option.label}</Text>
      {option.description === undefined ? null : (
        <>
          <br />
          <Text slot="description" className="ui-description">
            {option.description}
          </Text>
        </>
      )}
    </span>
  );
}

/** One of a few, each with what it means, all in view. */
export function RadioCards(props: ChoiceProps): ReactElement {
  return (
    <RadioGroup className="ui-field" value={props.value} onChange={props.onChange} isDisabled={props.isDisabled ?? false}>
      <Label className="ui-label">{props.label}</Label>
      <div className="ui-cards">
        {props.options.map((option) => (
          <Radio key={option.id} value={option.id} className="ui-card">
            <span className="ui-dot" aria-hidden="true" />
            <span>
              <strong>{option.label}</strong>
              {option.description === undefined ? null : (
                <>
                  <br />
                  <span className="ui-description">{option.description}</span>
                </>
              )}
            </span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}

/** Yes or no, in words. */
export function Checkbox(props: {
  readonly children: ReactNode;
  readonly isSelected: boolean;
  readonly onChange: (isSelected: boolean) => void;
  readonly isDisabled?: boolean | undefined;
}): ReactElement {
  return (
    <AriaCheckbox className="ui-checkbox" isSelected={props.isSelected} onChange={props.onChange} isDisabled={props.isDisabled ?? false}>
      <span className="ui-tick" aria-hidden="true">
        <Check size={12} strokeWidth={3} />
      </span>
      <span>{props.children}</span>
    </AriaCheckbox>
  );
}
