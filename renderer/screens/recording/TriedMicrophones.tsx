import { type ReactElement, useEffect, useState } from "react";
import { systemAudioId } from "../../../shared/domain/sound.ts";
import { tryMicrophones, useBridgeEvent } from "../../api/index.ts";
import { Meter } from "../../ui/index.ts";
import { soundScreenWords as say } from "../../words/index.ts";

/** Speech at arm's length fills about this much; shown as a share of it, a quiet voice can be seen. */
export const fullLevel = 0.25;

/** How loud the chosen microphones are, before anything is recorded. */
export function TriedMicrophones({ ids }: { readonly ids: readonly string[] }): ReactElement {
  const [levels, setLevels] = useState<readonly number[]>([]);
  const [answers, setAnswers] = useState(true);
  useBridgeEvent("sound.tried", (tried) => setLevels(tried.levels));
  const key = ids.join("\n");
  useEffect(() => {
    let isHere = true;
    void tryMicrophones(key.split("\n")).then((began) => {
      if (isHere) setAnswers(began);
    });
    return () => {
      isHere = false;
      void tryMicrophones([]);
    };
  }, [key]);
  return (
    <div className="recording-trial">
      {ids.map((id, at) => (
        <Meter key={id} label={say.channel(at, ids.length)} value={Math.min(1, (levels[at] ?? 0) / fullLevel)} />
      ))}
      <p className="quiet">{answers ? say.trying : ids.includes(systemAudioId) ? say.videoNotAnswering : say.notAnswering}</p>
    </div>
  );
}
