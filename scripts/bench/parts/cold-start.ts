import { spawn } from "node:child_process";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const probe = fileURLToPath(new URL("first-usable.cjs", import.meta.url));
/** The machine settles between two starts. */
const restMs = 400;
const patienceMs = 20_000;

/** Milliseconds from the command to the frame that shows something one can press. */
export async function timeStart(args: readonly string[], env: Readonly<Record<string, string | undefined>>): Promise<number> {
  const executablePath = process.env["CHARTWELL_ELECTRON_PATH"];
  if (executablePath === undefined) throw new Error("run this through npm run bench");
  const begunAtMs = performance.timeOrigin + performance.now();
  const started = spawn(executablePath, ["--no-sandbox", "-r", probe, ...args], { env: { ...env }, stdio: ["ignore", "pipe", "ignore"] });
  const ended = new Promise((resolve) => started.once("exit", resolve));
  const usableAtMs = await new Promise<number>((resolve, reject) => {
    let printed = "";
    const late = setTimeout(() => reject(new Error("the window never became usable")), patienceMs);
    started.stdout.on("data", (chunk) => {
      printed += String(chunk);
      const found = /usable (\S+)\n/.exec(printed);
      if (found === null) return;
      clearTimeout(late);
      resolve(Number(found[1]));
    });
  });
  started.kill("SIGTERM");
  await ended;
  await wait(restMs);
  return usableAtMs - begunAtMs;
}
