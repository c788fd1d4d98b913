import { readdirSync, readFileSync } from "node:fs";

/** A process and all its descendants, from the kernel: asking the program itself would disturb what is watched. */
export function listFamily(root: number): number[] {
  const parents = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const [, parent] = /^\d+ \(.*\) \S (\d+)/s.exec(readFileSync(`/proc/${name}/stat`, "utf8")) ?? [];
        return [{ pid: Number(name), parent: Number(parent) }];
      } catch {
        return [];
      }
    });
  const grow = (pid: number): number[] => [pid, ...parents.filter(({ parent }) => parent === pid).flatMap((child) => grow(child.pid))];
  return grow(root);
}
