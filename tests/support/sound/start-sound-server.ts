import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@playwright/test";

/** A microphone on the desk, one on a lapel, and what the computer itself plays. */
export type SoundPlace = "desk" | "lapel" | "speakers";

/** A sound server of the test's own, with two microphones that can be spoken into and pulled out. */
export interface SoundServer {
  /** What a program needs to find it. */
  readonly env: Record<string, string>;
  readonly pid: number;
  /** Plays samples (16 kHz, one channel) into places, all beginning together; resolves when the last has been played. */
  play(sounds: Partial<Record<SoundPlace, Int16Array>>): Promise<void>;
  unplug(microphone: "desk" | "lapel"): void;
  plug(microphone: "desk" | "lapel"): void;
  close(): Promise<void>;
}

const names = { desk: "Desk", lapel: "Lapel", speakers: "Speakers" } as const;

/** Starts a real PulseAudio in a folder; it hears nothing of this machine and is heard by nobody else. */
export async function startSoundServer(folder: string): Promise<SoundServer> {
  const home = join(folder, "sound-server");
  mkdirSync(home, { recursive: true });
  const socket = join(home, "socket");
  const env = { PULSE_SERVER: `unix:${socket}`, PULSE_RUNTIME_PATH: home };
  const surroundings = { ...process.env, ...env, HOME: home };
  const modules = [
    `module-native-protocol-unix socket=${socket} auth-anonymous=1`,
    ...Object.entries(names).map(([name, label]) => `module-null-sink sink_name=${name} sink_properties=device.description=${label}`),
  ];
  const plain = ["-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1", "--high-priority=no", "--realtime=no", "--log-level=error"];
  const server = spawn("pulseaudio", [...plain, ...modules.flatMap((module) => ["-L", module])], { env: surroundings, stdio: "ignore" });
  const tell = (...words: string[]) => execFileSync("pactl", words, { env: surroundings, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  const listSinks = () => {
    try {
      return tell("list", "short", "sinks");
    } catch {
      return "";
    }
  };
  await expect.poll(listSinks).toContain("speakers");

  const plugged = new Map<string, string>();
  const plug = (microphone: "desk" | "lapel"): void => {
    // What a sink plays is no microphone to a browser; the same under another name is.
    const words = [`master=${microphone}.monitor`, `source_name=${microphone}-in`, `source_properties=device.description=${names[microphone]}`];
    plugged.set(microphone, tell("load-module", "module-remap-source", ...words).trim());
  };
  plug("desk");
  plug("lapel");
  tell("set-default-sink", "speakers");
  tell("set-default-source", "desk-in");

  return {
    env,
    pid: server.pid ?? 0,
    plug,
    unplug: (microphone) => void tell("unload-module", plugged.get(microphone) ?? ""),
    async play(sounds) {
      const players = Object.entries(sounds).map(([place, samples], at) => {
        const file = join(home, `${at}.raw`);
        writeFileSync(file, new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength));
        const words = ["--raw", "--rate=16000", "--channels=1", "--format=s16le", `--device=${place}`, file];
        return once(spawn("paplay", words, { env: surroundings, stdio: "ignore" }), "exit");
      });
      const ended = await Promise.all(players);
      for (const [code] of ended) if (code !== 0) throw new Error("a sound was not played to its end");
    },
    close: () => end(server),
  };
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  const gone = once(server, "exit");
  server.kill();
  await gone;
}
