import type { ReactElement } from "react";
import type { RecordingLevel } from "../../../shared/domain/sound.ts";
import { usePauseRecording, useStopRecording } from "../../api/index.ts";
import { Badge, Button, Meter, Notice } from "../../ui/index.ts";
import { formatLength, soundScreenWords as say } from "../../words/index.ts";
import { fullLevel } from "./TriedMicrophones.tsx";

/** Long enough that a pause to think is no warning. */
const silentFromMs = 20_000;

/** What is being recorded at this moment: how long, how loud, and what is amiss. */
export function RunningRecording({ level }: { readonly level: RecordingLevel }): ReactElement {
  const pause = usePauseRecording();
  const stop = useStopRecording();
  const { levels, clipping, silentMs, troubles, paused } = level;
  const name = (at: number) => say.channel(at, levels.length);
  return (
    <section className="recording-now" aria-label={say.recording} data-paused={paused || undefined}>
      <p className="recording-clock">
        <span role="timer">{formatLength(level.recordedMs)}</span>
        <Badge tone={paused ? "neutral" : "said"}>{paused ? say.paused : say.recording}</Badge>
      </p>
      {levels.map((loud, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a channel is its place
        <Meter key={at} label={name(at)} value={Math.min(1, loud / fullLevel)} />
      ))}
      {troubles.map((trouble) => (
        <Notice key={trouble} tone="caution" title={say.troubles[trouble]} />
      ))}
      {!paused &&
        levels.map((_loud, at) => {
          const silent = silentMs[at] ?? 0;
          const words =
            clipping[at] === true ? say.clipping(name(at)) : silent >= silentFromMs ? say.silent(name(at), Math.floor(silent / 1000)) : null;
          // biome-ignore lint/suspicious/noArrayIndexKey: a channel is its place
          return words === null ? null : <Notice key={at} tone="caution" title={words} />;
        })}
      <div className="form-foot">
        <Button variant="primary" busy={stop.isPending} onPress={() => stop.mutate({})}>
          {say.stop}
        </Button>
        <Button onPress={() => pause.mutate({ paused: !paused })}>{paused ? say.resume : say.pause}</Button>
      </div>
    </section>
  );
}
