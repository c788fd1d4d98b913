import type { ReactElement } from "react";
import { TextField } from "../../ui/index.ts";
import { t } from "../../words/language.ts";
import type { Times } from "./check-times.ts";

interface TimesProps {
  readonly times: Times;
  readonly onChange: (times: Times) => void;
}

/** When a session was: its day, its beginning and its end. */
export function SessionTimes({ times, onChange }: TimesProps): ReactElement {
  return (
    <div className="form-grid-short">
      <TextField label={t("Day")} type="date" value={times.day} onChange={(day) => onChange({ ...times, day })} />
      <TextField label={t("Started")} type="time" value={times.starts} onChange={(starts) => onChange({ ...times, starts })} />
      <TextField label={t("Ended")} type="time" value={times.ends} onChange={(ends) => onChange({ ...times, ends })} />
    </div>
  );
}
