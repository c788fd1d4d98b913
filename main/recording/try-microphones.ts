import { failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import type { Announce } from "../ipc/announce.ts";
import type { Microphones } from "./microphones.ts";
import type { SoundCall } from "./sound-call.ts";

/** Lets a person see that a microphone hears them before a session begins. */
export interface MicrophoneTrial {
  readonly calls: { "sound.tryMicrophones": SoundCall<"sound.tryMicrophones", { readonly callerId: string }> };
  /** Ends a trial, as before something is recorded or the record is locked. */
  stop(): Promise<void>;
}

/** `isHearing`: whether the microphones are in use by a recording or a dictation, which a trial may not disturb. */
export function createMicrophoneTrial(parts: { microphones: Microphones; announce: Announce; isHearing(): boolean }): MicrophoneTrial {
  const { microphones, announce, isHearing } = parts;
  let trying = false;

  async function stop(): Promise<void> {
    if (!trying) return;
    trying = false;
    await microphones.stop();
  }

  return {
    stop,
    calls: {
      async "sound.tryMicrophones"({ microphones: ids }, { callerId }) {
        if (isHearing()) return err(failure("sound.already-recording"));
        await stop();
        if (ids.length === 0) return ok({});
        trying = true;
        const tell = (levels: readonly number[]) => announce(callerId, "sound.tried", { levels: [...levels] });
        const begun = await microphones.start(ids, (message) => (message.kind === "level" ? tell(message.levels) : undefined), { keeps: false });
        if (!begun) trying = false;
        return begun ? ok({}) : err(failure("sound.no-microphone"));
      },
    },
  };
}
