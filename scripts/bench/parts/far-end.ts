import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { beginStream, endStream, streamText } from "../../../tests/support/vendor/stream.ts";

/** A far end in a process of its own, so that its work is not counted as anybody's: a word a token, at the pace of a fast model. */
const tokens = Number(process.argv[2]);
const breathMs = 1;

process.once("message", (certificates: { key: string; cert: string }) => {
  const server = createServer(certificates, (request, response) => {
    request.resume();
    request.on("end", () => {
      beginStream(response, "m");
      void streamText(response, "word ".repeat(tokens), 5, breathMs).then(() => response.destroyed || endStream(response, tokens));
    });
  });
  server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
});
