import type { ReactElement } from "react";
import type { Stretch } from "../../shared/domain/access-review.ts";
import { TextField } from "../ui/index.ts";
import { localDay } from "../words/index.ts";
import { t } from "../words/language.ts";

/** A stretch of days of this machine's calendar, the last one included. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

/** The last days up to and with today. */
export function lastDays(count: number): Days {
  const today = new Date();
  return { from: localDay(new Date(today.getFullYear(), today.getMonth(), today.getDate() - count + 1)), to: localDay(today) };
}

/** The instants of these days, or null while they do not make sense. */
export function toStretch({ from, to }: Days): Stretch | null {
  const start = new Date(`${from}T00:00`);
  const last = new Date(`${to}T00:00`);
  if (Number.isNaN(start.getTime()) || Number.isNaN(last.getTime()) || from > to) return null;
  const end = new Date(last.getFullYear(), last.getMonth(), last.getDate() + 1);
  return { fromAt: start.toISOString(), toAt: end.toISOString() };
}

/** From when to when. */
export function StretchField(props: { readonly days: Days; readonly onChange: (days: Days) => void; readonly isDisabled?: boolean }): ReactElement {
  const { days, onChange } = props;
  const wrong = toStretch(days) === null ? t("The last day comes after the first.") : undefined;
  return (
    <>
      <TextField label={t("From")} type="date" value={days.from} onChange={(from) => onChange({ ...days, from })} isDisabled={props.isDisabled} />
      <TextField
        label={t("To")}
        type="date"
        value={days.to}
        onChange={(to) => onChange({ ...days, to })}
        isDisabled={props.isDisabled}
        error={wrong}
      />
    </>
  );
}
