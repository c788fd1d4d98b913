import type { ReactElement } from "react";
import type { Recording } from "../../shared/domain/sound.ts";
import { Badge } from "../ui/index.ts";
import { soundScreenWords as say } from "../words/index.ts";

const tones = {
  recording: "said",
  unfinished: "caution",
  waiting: "neutral",
  transcribing: "said",
  transcribed: "done",
  destroyed: "neutral",
} as const;

/** How far a recording has come. */
export function RecordingState({ state }: Pick<Recording, "state">): ReactElement {
  return <Badge tone={tones[state]}>{say.states[state]}</Badge>;
}
