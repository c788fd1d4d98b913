import type { ReactElement } from "react";
import { Meter as AriaMeter, ProgressBar } from "react-aria-components";

/** How full something is at this moment, from 0 to 1. A figure that changes ten times a second is read by nobody: the bar says it, and its name and value to a screen reader. */
export function Meter({ label, value }: { readonly label: string; readonly value: number }): ReactElement {
  return (
    <AriaMeter className="ui-meter" aria-label={label} value={value} maxValue={1}>
      <Track label={label} figure={undefined} value={value} />
    </AriaMeter>
  );
}

/** How far something is; without a value, only that it goes on. */
export function ProgressLine({ label, value }: { readonly label: string; readonly value?: number | undefined }): ReactElement {
  const measured = value === undefined ? { isIndeterminate: true } : { value, maxValue: 1 };
  return (
    <ProgressBar className="ui-meter" aria-label={label} {...measured}>
      {({ valueText }) => <Track label={label} figure={value === undefined ? undefined : valueText} value={value} />}
    </ProgressBar>
  );
}

interface TrackProps {
  readonly label: string;
  readonly figure: string | undefined;
  readonly value: number | undefined;
}

function Track({ label, figure, value }: TrackProps): ReactElement {
  return (
    <>
      <span className="ui-meter-words">
        <span>{label}</span>
        {figure === undefined ? null : <span>{figure}</span>}
      </span>
      <span className="ui-meter-track">
        {value === undefined ? <span className="ui-meter-fill" data-waiting /> : <span className="ui-meter-fill" style={{ scale: `${value} 1` }} />}
      </span>
    </>
  );
}
