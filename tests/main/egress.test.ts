import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** A process of its own: once confined, a process stays confined. */
const story = `
  import { createServer, connect } from "node:net";
  import { get } from "node:https";
  import { promises as dns } from "node:dns";
  import { mkdtempSync } from "node:fs";
  import { join } from "node:path";
  import { tmpdir } from "node:os";
  import { confineSockets, permitHost } from "./main/egress.ts";
  const told = {};
  const refused = [];
  let hits = 0;
  const server = createServer((socket) => { hits += 1; socket.end(); });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  const pipe = join(mkdtempSync(join(tmpdir(), "egress-")), "pipe");
  const local = createServer((socket) => socket.end());
  await new Promise((resolve) => local.listen(pipe, resolve));
  confineSockets((host, at) => refused.push(host + ":" + at));
  const settle = (socket) => new Promise((resolve) => { socket.on("error", (error) => resolve(error.code)); socket.on("close", () => resolve("closed")); socket.resume?.(); });
  told.plain = await settle(connect(port, "127.0.0.1"));
  told.options = await settle(connect({ port, host: "127.0.0.1" }));
  told.https = await settle(get("https://127.0.0.1:" + port + "/"));
  told.fetch = await fetch("http://127.0.0.1:" + port + "/").then(() => "went through", (error) => error.cause?.code);
  told.named = await fetch("http://elsewhere.test/").then(() => "went through", (error) => error.cause?.code);
  told.pipe = await settle(connect(pipe));
  told.hitsBefore = hits;
  const release = permitHost({ hostname: "127.0.0.1", port: String(port) });
  told.permitted = await settle(connect(port, "127.0.0.1"));
  release();
  told.after = await settle(connect(port, "127.0.0.1"));
  told.hits = hits;
  told.refused = refused.length;
  process.stdout.write(JSON.stringify(told));
  process.exit(0);
`;

it("a confined process reaches permitted hosts alone, whatever library asks", () => {
  const told = JSON.parse(
    execFileSync(process.execPath, ["--import", "tsx", "--input-type=module", "-e", story], { cwd: root, encoding: "utf8" }),
  ) as object;
  expect(told).toEqual({
    plain: "EGRESS_REFUSED",
    options: "EGRESS_REFUSED",
    https: "EGRESS_REFUSED",
    fetch: "EGRESS_REFUSED",
    named: "EGRESS_REFUSED",
    pipe: "closed",
    hitsBefore: 0,
    permitted: "closed",
    after: "EGRESS_REFUSED",
    hits: 1,
    refused: 6,
  });
});
