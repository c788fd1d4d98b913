import { t } from "./language.ts";

const tasks: Readonly<Record<string, string>> = { "draft-note": t("Drafting a note") };

/** What a vendor was asked to do; a task without words shows its own name. */
export function nameTask(task: string): string {
  const [name = task, version] = task.split("/");
  const words = tasks[name] ?? name;
  return version === undefined ? words : t("{words} (form {version})", { words, version });
}
