import { vi } from "vitest";
import type { Bridge } from "../../renderer/api/bridge.ts";
import type { ErrorCode } from "../../shared/errors.ts";

type Answer = (input: unknown) => unknown;

export interface FakeBridge {
  /** Every call so far, by name, with what was handed in. */
  readonly calls: { readonly name: string; readonly input: unknown }[];
  /** What main would tell the window unasked. */
  readonly tell: (name: string, payload: unknown) => void;
}

/** A refusal, thrown by an answer. */
export function refuse(code: ErrorCode): never {
  throw code;
}

/** Stands in for main: answers by name, remembers what it was asked. Unlisted calls are refused. */
export function installFakeBridge(answers: Readonly<Record<string, Answer>>): FakeBridge {
  const calls: FakeBridge["calls"] = [];
  const listeners = new Map<string, Set<(payload: unknown) => void>>();
  const bridge = {
    ask(name: string, input: unknown) {
      calls.push({ name, input });
      const answer = answers[name];
      if (answer === undefined) return Promise.resolve({ ok: false, error: { code: "ipc.unknown-call" } });
      try {
        return Promise.resolve({ ok: true, value: answer(input) });
      } catch (code) {
        return Promise.resolve({ ok: false, error: { code } });
      }
    },
    on(name: string, listener: (payload: unknown) => void) {
      const heard = listeners.get(name) ?? new Set();
      listeners.set(name, heard.add(listener));
      return () => void heard.delete(listener);
    },
  };
  // The fake speaks in loose types so that a test may also answer wrongly.
  vi.stubGlobal("chartwell", bridge as unknown as Bridge);
  return {
    calls,
    tell: (name, payload) => {
      for (const listener of listeners.get(name) ?? []) listener(payload);
    },
  };
}
