import type { Keychain } from "../../main/vault/keychain.ts";
import type { ChosenPlace } from "../../main/vault/place.ts";
import { preparePlace } from "./postgres/prepare-place.ts";
import type { PostgresServer } from "./postgres/start-postgres.ts";

let server: PostgresServer | null = null;

/** From now on records of tests are laid down on this server; null: in encrypted files again. */
export function layRecordsOn(next: PostgresServer | null): void {
  server = next;
}

/** Ends every connection of the program, as its end would: a test's sudden end leaves the process alive. */
export function dropConnections(): void {
  server?.admin("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'chartwell'");
}

/** Where the next record of a test is to lie. */
export function choosePlace(keychain: Keychain): Promise<ChosenPlace | null> {
  return server === null ? Promise.resolve(null) : preparePlace(server, keychain);
}
