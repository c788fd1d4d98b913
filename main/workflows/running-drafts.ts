import type { DraftId, EncounterId } from "../../shared/domain/ids.ts";

/** Drafts that are being made now, so that one can be cancelled and none runs twice. */
export interface RunningDrafts {
  /** Begins one; null when its session is already being drafted. */
  begin(draftId: DraftId, encounterId: EncounterId): AbortSignal | null;
  cancel(draftId: DraftId): void;
  cancelAll(): void;
  end(draftId: DraftId): void;
  /** Settles when nothing runs any more. */
  idle(): Promise<void>;
}

/** Makes the table of running drafts. */
export function createRunningDrafts(): RunningDrafts {
  const running = new Map<DraftId, { encounterId: EncounterId; abort: AbortController }>();
  let waiting: (() => void)[] = [];

  return {
    begin(draftId, encounterId) {
      const busy = [...running.values()].some((entry) => entry.encounterId === encounterId);
      if (busy || running.has(draftId)) return null;
      const abort = new AbortController();
      running.set(draftId, { encounterId, abort });
      return abort.signal;
    },
    cancel: (draftId) => running.get(draftId)?.abort.abort(),
    cancelAll() {
      for (const { abort } of running.values()) abort.abort();
    },
    end(draftId) {
      running.delete(draftId);
      if (running.size > 0) return;
      for (const settle of waiting) settle();
      waiting = [];
    },
    idle: () => (running.size === 0 ? Promise.resolve() : new Promise((settle) => waiting.push(settle))),
  };
}
