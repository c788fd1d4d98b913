import { type AddressInfo, connect as connectTcp, createServer } from "node:net";
import { type ConnectionOptions, connect, type TLSSocket } from "node:tls";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { certify, drawKeyPair, makeAuthority } from "../../../main/wire/certificates.ts";
import { readMessage, writeMessage } from "../../../main/wire/codec.ts";
import { nameDoor } from "../../../main/wire/door.ts";
import { startTestHost, type TestHost } from "../../support/clinic/start-host.ts";
import { type Enrolled, enrolStation, startTestStation, type TestStation } from "../../support/clinic/start-station.ts";

let host: TestHost;
let enrolled: Enrolled;
let honest: TestStation;
beforeAll(async () => {
  host = await startTestHost();
  enrolled = await enrolStation(host, "Turned hostile");
  honest = await startTestStation(host, "Honest");
  await honest.until("linked");
  await honest.signIn("abara");
}, 60_000);
afterAll(async () => {
  honest.remove();
  await host.remove();
});

/** Connects as somebody; what came of it: the alert or error, or the open socket. */
function handshake(options: ConnectionOptions): Promise<TLSSocket | string> {
  return new Promise((resolve) => {
    const socket = connect({ host: "127.0.0.1", port: host.port(), rejectUnauthorized: false, ...options });
    socket.once("secureConnect", () => resolve(socket));
    socket.once("error", (error: Error & { code?: string }) => resolve(error.code ?? error.message));
    socket.once("close", () => resolve("closed"));
  });
}

/** Everything the other side says until it ends the connection, or falls silent. */
function hearOut(socket: TLSSocket): Promise<{ said: Buffer; ended: boolean }> {
  const pieces: Buffer[] = [];
  socket.on("data", (piece: Buffer) => pieces.push(piece));
  return new Promise((resolve) => {
    const done = (ended: boolean) => resolve({ said: Buffer.concat(pieces), ended });
    socket.once("close", () => done(true));
    setTimeout(() => done(false), 1_500);
  });
}

const own = () => ({ key: enrolled.secrets.privateKey, cert: enrolled.secrets.certificate });
const door = () => nameDoor(enrolled.settings.doorSecret);
const stillServes = () => honest.ask("patients.search", { query: "", limit: 1 });

function openSocket(port = host.port()): Promise<WebSocket> {
  const tls = connect({ host: "127.0.0.1", port, ...own(), servername: door(), rejectUnauthorized: false });
  const socket = new WebSocket("wss://host/", { createConnection: () => tls, perMessageDeflate: false });
  socket.on("error", () => undefined);
  return new Promise((resolve) => socket.once("open", () => resolve(socket)));
}

const whenClosed = (socket: WebSocket) => new Promise<void>((resolve) => socket.once("close", () => resolve()));

describe("a network that means ill", () => {
  it("learns nothing from the port: no certificate, no name, no word, whatever it asks for", async () => {
    const other = nameDoor("00000000000000000000000000000000");
    for (const options of [
      {},
      { servername: "localhost" },
      { servername: other },
      { ALPNProtocols: ["h2", "http/1.1"] },
      { servername: other, ...own() },
    ]) {
      const came = await handshake(options);
      expect(typeof came === "string" ? came : came.getPeerCertificate().raw).toMatch(/HANDSHAKE_FAILURE|closed|ECONNRESET/);
    }
  });

  it("cannot talk the host down to an older TLS", async () => {
    for (const version of ["TLSv1.2", "TLSv1.1"] as const) {
      const came = await handshake({ ...own(), servername: door(), minVersion: "TLSv1", maxVersion: version, ciphers: "DEFAULT@SECLEVEL=0" });
      expect(typeof came === "string" ? came : "connected").toMatch(/PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|NO_PROTOCOLS|closed|ECONNRESET/);
    }
  });

  it("gets nothing with a certificate of another authority, or with none", async () => {
    const authority = await makeAuthority(new Date());
    const { privateKey, spki } = await drawKeyPair();
    const cert = await certify(authority, spki, "station", new Date());
    for (const identity of [{ key: privateKey, cert }, {}]) {
      const came = await handshake({ ...identity, servername: door() });
      if (typeof came === "string") continue;
      const { said, ended } = await hearOut(came);
      expect([said.byteLength, ended]).toEqual([0, true]);
    }
  });

  it("cannot replay a connection: what was recorded of one means nothing on another", async () => {
    const recorded: Buffer[] = [];
    const between = createServer((client) => {
      const onward = connectTcp(host.port(), "127.0.0.1");
      client.on("data", (piece) => recorded.push(piece));
      client.pipe(onward).pipe(client);
      for (const socket of [client, onward]) socket.on("error", () => undefined);
    });
    await new Promise<void>((resolve) => between.listen(0, "127.0.0.1", resolve));
    const socket = await openSocket((between.address() as AddressInfo).port);
    socket.send(writeMessage({ t: "hello", version: "0", contract: "test", ticket: null, idleMs: 0 }));
    await new Promise((resolve) => socket.once("message", resolve));
    socket.terminate();
    const look = async () => (await honest.ask("stations.read", {})).stations.find(({ id }) => id === enrolled.settings.stationId);
    await expect.poll(async () => (await look())?.isHere).toBe(false);
    const before = (await look())?.lastSeenAt;
    const replay = connectTcp(host.port(), "127.0.0.1");
    const ended = new Promise((resolve) => replay.once("close", resolve));
    replay.on("error", () => undefined).resume();
    for (const piece of recorded) replay.write(piece);
    await ended;
    between.close();
    expect(await look()).toMatchObject({ isHere: false, lastSeenAt: before });
  });

  it("cannot hold a connection open by saying nothing, or saying it slowly", async () => {
    const mute = connectTcp(host.port(), "127.0.0.1");
    const muteEnded = new Promise((resolve) => mute.once("close", resolve));
    mute.on("error", () => undefined);
    const silent = await openSocket();
    const ended = whenClosed(silent);
    const early = await Promise.race([ended.then(() => "ended"), new Promise((resolve) => setTimeout(() => resolve("open"), 2_000))]);
    expect(early).toBe("open");
    await Promise.all([ended, muteEnded]);
    await stillServes();
  }, 30_000);

  it("cannot send more than a message may hold", async () => {
    const socket = await openSocket();
    socket.send(writeMessage({ t: "hello", version: "0", contract: "test", ticket: null, idleMs: 0 }));
    await new Promise((resolve) => socket.once("message", resolve));
    const ended = whenClosed(socket);
    const block = Buffer.alloc(16 * 1024 * 1024);
    for (let sent = 0; sent < 4; sent += 1) socket.send(block, { fin: false }, () => undefined);
    await ended;
    await stillServes();
  }, 30_000);

  it("falls over nothing at 100,000 frames of rubbish, and the log says so in a line", async () => {
    const shapes = [
      () => Buffer.from([0xc1]),
      () => Buffer.from(Array.from({ length: 40 }, () => Math.floor(Math.random() * 256))),
      () => Buffer.from(writeMessage({ t: "ask", id: -1, name: "notes.open", input: {} })),
      () => Buffer.from(writeMessage({ t: "welcome", name: "me" })),
      () => Buffer.from(writeMessage({ t: "ask", id: 1, name: "x".repeat(500), input: null })),
      () => Buffer.from([0xdd, 0xff, 0xff, 0xff, 0xff]),
      () => Buffer.from([0xdf, 0x7f, 0xff, 0xff, 0xff, 0x01]),
    ];
    let sent = 0;
    while (sent < 100_000) {
      const socket = await openSocket();
      const ended = whenClosed(socket);
      // The first of them ends the connection; what follows on it is read by nobody.
      for (let at = 0; at < 2_000; at += 1, sent += 1) socket.send((shapes[(sent + at) % shapes.length] as () => Buffer)(), () => undefined);
      await ended;
    }
    await stillServes();
    await host.host.runDue();
    const { rows } = await honest.ask("audit.list", { beforeSeq: null, limit: 100 });
    expect(rows.filter(({ event }) => event === "station.refused").length).toBeGreaterThan(0);
    expect(rows.length).toBeLessThan(100);
  }, 120_000);

  it("asks nothing by a name of its own, as nobody, or out of turn", async () => {
    const socket = await openSocket();
    const heard: unknown[] = [];
    socket.on("message", (data) => heard.push(readMessage(data as Buffer)));
    socket.send(writeMessage({ t: "hello", version: "0", contract: "test", ticket: Buffer.alloc(200, 7), idleMs: 0 }));
    const asks = [
      ["constructor", {}],
      ["__proto__", {}],
      ["notes.open", { noteId: "not_00000000000000000000000000" }],
      ["link.keep", { have: [] }],
      ["link.deliver", { deliveryId: "dlv_00000000000000000000000000", sealed: Buffer.alloc(300, 1) }],
      ["setup.createClinic", {}],
    ] as const;
    for (const [at, [name, input]] of asks.entries()) socket.send(writeMessage({ t: "ask", id: at + 1, name, input }));
    await expect.poll(() => heard.length).toBe(asks.length + 1);
    const codes = heard.flatMap((message) => {
      const { t, id, reply } = message as { t: string; id: number; reply?: { ok: boolean; error?: { code: string }; value?: unknown } };
      return t === "answer" ? [[id, reply?.error?.code ?? JSON.stringify(reply?.value)]] : [];
    });
    expect(Object.fromEntries(codes)).toEqual({
      1: "ipc.unknown-call",
      2: "ipc.unknown-call",
      3: "session.signed-out",
      4: "session.signed-out",
      5: '{"outcome":"refused","revision":null}',
      6: "ipc.malformed-input",
    });
    socket.close();
    await stillServes();
  });

  it("loses its connection when it asks before it has said who it is", async () => {
    const socket = await openSocket();
    const ended = whenClosed(socket);
    socket.send(writeMessage({ t: "ask", id: 1, name: "app.status", input: {} }));
    await ended;
  });
});
