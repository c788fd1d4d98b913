import { createMemoryKeychain } from "../../../../tests/support/memory-keychain.ts";
import { preparePlace, rolePassword } from "../../../../tests/support/postgres/prepare-place.ts";
import { startPostgres } from "../../../../tests/support/postgres/start-postgres.ts";
import { answerWith } from "./channel.ts";

/** A real PostgreSQL server beside the host, that brings every commit to the disk; it lays a database out as IT would. */
const server = await startPostgres({ durable: true, lines: ["shared_buffers = 512MB", "log_statement = 'none'", "max_wal_size = 4GB"] });
answerWith({
  async place() {
    const chosen = await preparePlace(server, createMemoryKeychain());
    return { chosen, secret: rolePassword };
  },
  async stop() {
    await server.remove();
    setImmediate(() => process.exit(0));
  },
});
process.send?.({ value: "up" });
