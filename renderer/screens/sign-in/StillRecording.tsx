import { type ReactElement, useEffect, useState } from "react";
import { ask } from "../../api/index.ts";
import { Notice } from "../../ui/index.ts";
import { soundScreenWords } from "../../words/index.ts";

/** Says so where a recording goes on behind the locked screen; whose it is stays behind it. */
export function StillRecording(): ReactElement | null {
  const [runs, setRuns] = useState(false);
  useEffect(() => {
    void ask("sound.standing", {}).then(
      ({ level }) => setRuns(level !== null),
      // What cannot be told is not claimed.
      () => setRuns(false),
    );
  }, []);
  return runs ? <Notice tone="info" title={soundScreenWords.lockedOn} /> : null;
}
