const tasks: Readonly<Record<string, string>> = { "draft-note": "Drafting a note" };

/** What a vendor was asked to do; a task without words shows its own name. */
export function nameTask(task: string): string {
  const [name = task, version] = task.split("/");
  const words = tasks[name] ?? name;
  return version === undefined ? words : `${words} (form ${version})`;
}
