import type { ReactNode } from "react";

export interface ChoiceBarProps<T extends string> {
  readonly label: string;
  readonly choices: readonly { readonly id: T; readonly words: string }[];
  readonly value: T;
  readonly onChange: (value: T) => void;
}

/** A few ways of looking at one thing, side by side, one of them in force. */
export function ChoiceBar<T extends string>({ label, choices, value, onChange }: ChoiceBarProps<T>): ReactNode {
  return (
    <div className="choice-bar" role="group" aria-label={label}>
      {choices.map((choice) => (
        <button key={choice.id} type="button" aria-pressed={choice.id === value} onClick={() => onChange(choice.id)}>
          {choice.words}
        </button>
      ))}
    </div>
  );
}
