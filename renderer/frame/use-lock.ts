import { useState } from "react";
import { useSignOut } from "../api/index.ts";
import { settleDesks } from "../screens/note/index.ts";

/** Locking waits this long for what is being saved. */
const patienceMs = 2_000;

export interface Leaving {
  /** Words would be lost: the person must say so. */
  readonly isWarned: boolean;
  /** Saves what is open, then locks; where that cannot be saved, warns first. */
  readonly lock: () => Promise<void>;
  readonly lockAnyway: () => void;
  readonly stay: () => void;
}

/** Locks the program without losing a word typed just before. */
export function useLock(): Leaving {
  const signOut = useSignOut();
  const [isWarned, setWarned] = useState(false);
  return {
    isWarned,
    async lock() {
      const late = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), patienceMs));
      if (await Promise.race([settleDesks(), late])) signOut.mutate({});
      else setWarned(true);
    },
    lockAnyway: () => signOut.mutate({}),
    stay: () => setWarned(false),
  };
}
