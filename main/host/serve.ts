import type { WebSocket } from "ws";
import type { EventName } from "../../shared/contract/events.ts";
import type { StationId } from "../../shared/domain/ids.ts";
import { type AppError, failure } from "../../shared/errors.ts";
import { err, type Result } from "../../shared/result.ts";
import type { Clock } from "../clock.ts";
import type { Guard } from "../ipc/guard.ts";
import { writeMessage } from "../wire/codec.ts";
import { handshakeMs } from "../wire/door.ts";
import type { ErrandInput, ErrandName, ErrandOutput } from "../wire/errands.ts";
import type { FromHost, FromStation } from "../wire/messages.ts";
import { nameCaller } from "../wire/station-caller.ts";
import { type Line, openLine } from "./line.ts";
import type { Enrolled, StationRegistry } from "./registry.ts";

export interface ServeParts {
  readonly clock: Clock;
  readonly registry: StationRegistry;
  readonly appVersion: string;
  /** The contract this program was built with; a station with another is refused in words. */
  readonly contractMark: string;
  clinicName(): string;
  /** The front door, for calls of the contract and for those between the two programs. */
  readonly guard: Guard;
  /** Whether the station's session goes on, by the ticket it shows; without one, what was left of an earlier session ends. An error: it cannot be told yet. */
  goOn(callerId: string, stationId: StationId, shown: { ticket: Uint8Array | null; idleMs: number }): Promise<Result<boolean, AppError>>;
  refuse(code: AppError["code"], station: Enrolled | null): void;
  /** A station came or went. */
  changed(): void;
}

/** The stations that are connected now. */
export interface Stations {
  admit(station: Enrolled, socket: WebSocket): void;
  /** Tells a station that was put out why it is not heard, and hears nothing of it. */
  turnAway(station: Enrolled, socket: WebSocket): void;
  deliver(callerId: string, name: EventName, payload: unknown): void;
  /** Gives a station what it goes on with after the host was started anew. */
  hand(callerId: string, ticket: Uint8Array | null): void;
  run<N extends ErrandName>(callerId: string, name: N, input: ErrandInput<N>): Promise<Result<ErrandOutput<N>, AppError>>;
  isHere(id: StationId): boolean;
  /** Ends a station's connection at once, as when it is revoked. */
  drop(id: StationId, code: AppError["code"]): void;
}

/** A window asks a few things at once; a station that asks more than this waits for no answer at all. */
const mostAsked = 128;
/** A refused station is told why before its connection ends. */
const partingMs = 1_000;

/** Speaks with connected stations: who they are and which version first, then calls, each through the front door. */
export function createStations(parts: ServeParts): Stations {
  const lines = new Map<string, { readonly line: Line; readonly stationId: StationId }>();

  function part(line: Line, error: AppError): void {
    line.say({ t: "refused", error });
    setTimeout(line.end, partingMs).unref();
  }

  async function greet(station: Enrolled, line: Line, hello: Extract<FromStation, { t: "hello" }>): Promise<void> {
    const callerId = nameCaller(station.id);
    if (hello.contract !== parts.contractMark) {
      parts.refuse("station.version-skew", station);
      return part(line, failure("station.version-skew", { station: hello.version, host: parts.appVersion }));
    }
    // One window, one line: whoever comes with the same key takes the place of who was there.
    lines.get(callerId)?.line.end();
    lines.set(callerId, { line, stationId: station.id });
    parts.registry.see(station.id, hello.version, parts.clock.now());
    parts.changed();
    const goesOn = await parts.goOn(callerId, station.id, hello);
    // Not greeted, it keeps its ticket and comes again: nobody is signed out because a server was out of reach for a moment.
    if (!goesOn.ok) return line.end();
    line.say({ t: "welcome", name: station.name, clinicName: parts.clinicName(), sessionGoesOn: goesOn.value });
  }

  return {
    admit(station, socket) {
      const callerId = nameCaller(station.id);
      let asked = 0;
      let greeted: Promise<void> | null = null;
      const patience = setTimeout(() => socket.terminate(), handshakeMs);
      const line = openLine({
        socket,
        refuse: () => parts.refuse("ipc.malformed-input", station),
        closed() {
          clearTimeout(patience);
          if (lines.get(callerId)?.line === line) lines.delete(callerId);
          parts.registry.see(station.id, parts.registry.find(station.keyHash)?.version ?? "", parts.clock.now());
          parts.changed();
        },
        hear(message) {
          clearTimeout(patience);
          if (message.t === "hello") greeted ??= greet(station, line, message);
          else if (greeted === null) line.end();
          else void answer(message, greeted);
        },
      });

      async function answer({ id, name, input }: Extract<FromStation, { t: "ask" }>, after: Promise<void>): Promise<void> {
        if (asked >= mostAsked) return line.say({ t: "answer", id, reply: err(failure("station.busy")) });
        asked += 1;
        try {
          await after;
          // A line that was replaced or revoked meanwhile asks nothing any more.
          if (lines.get(callerId)?.line !== line) return;
          line.say({ t: "answer", id, reply: await parts.guard({ id: callerId, trusted: true }, name, input) });
        } finally {
          asked -= 1;
        }
      }
    },
    turnAway(station, socket) {
      parts.refuse("station.revoked", station);
      socket.on("error", () => socket.terminate());
      socket.send(writeMessage({ t: "refused", error: failure("station.revoked") } satisfies FromHost));
      socket.close();
      setTimeout(() => socket.terminate(), partingMs).unref();
    },
    deliver: (callerId, name, payload) => lines.get(callerId)?.line.say({ t: "tell", name, payload }),
    hand: (callerId, ticket) => lines.get(callerId)?.line.say({ t: "ticket", ticket }),
    run: async (callerId, name, input) => (await lines.get(callerId)?.line.run(name, input)) ?? err(failure("station.host-away")),
    isHere: (id) => lines.has(nameCaller(id)),
    drop(id, code) {
      const found = lines.get(nameCaller(id));
      lines.delete(nameCaller(id));
      if (found !== undefined) part(found.line, failure(code));
    },
  };
}
