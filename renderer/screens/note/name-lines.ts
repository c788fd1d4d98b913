import type { SpeakerRole, Turn } from "../../../shared/domain/transcript.ts";

/** One naming, and how the lines it named stood before. */
export interface Naming {
  readonly line: number;
  readonly role: SpeakerRole;
  readonly before: readonly { readonly line: number; readonly role: SpeakerRole }[];
}

/**
 * A line and those after it that stand as it does: unnamed ones up to the next that somebody was named
 * for, or a run named wrongly up to where it ends. Lines a file names its own voices for are left alone.
 */
export function listRun(turns: readonly Turn[], from: Turn): Turn[] {
  const after = turns.filter(({ line }) => line > from.line);
  const until = after.findIndex(({ label, role }) => label !== "" || role !== from.role);
  return [from, ...(until === -1 ? after : after.slice(0, until))];
}

/** What takes a naming back: the lines that go to each role. */
export function takeBack({ before }: Naming): { readonly role: SpeakerRole; readonly lines: number[] }[] {
  const roles = [...new Set(before.map(({ role }) => role))];
  return roles.map((role) => ({ role, lines: before.filter((one) => one.role === role).map(({ line }) => line) }));
}
