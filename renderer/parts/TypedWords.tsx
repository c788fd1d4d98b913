import type { ReactElement } from "react";
import { TextField } from "../ui/index.ts";
import { t } from "../words/language.ts";

/** The words as typed or scanned: letters only, whatever stands between them. */
export function readWords(typed: string): string[] {
  return typed.toLowerCase().match(/[a-z]+/g) ?? [];
}

/** Asks for the 24 words of a sheet. */
export function TypedWords({ value, onChange }: { readonly value: string; readonly onChange: (typed: string) => void }): ReactElement {
  return (
    <TextField
      label={t("Recovery key")}
      description={t("The 24 words of the printed sheet, in order. {value} of 24 so far.", { value: readWords(value).length })}
      multiline
      rows={4}
      value={value}
      onChange={onChange}
    />
  );
}
