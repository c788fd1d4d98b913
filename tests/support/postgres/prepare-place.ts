import { writePreparation } from "../../../main/vault/engines/postgres/prepare.ts";
import type { Keychain } from "../../../main/vault/keychain.ts";
import type { ChosenPlace, ServerPlace } from "../../../main/vault/place.ts";
import type { PostgresServer } from "./start-postgres.ts";

let count = 0;
const template = "chartwell_template";
const role = "chartwell_app";
export const rolePassword = "an invented database password";

/** A database laid out as the product's own preparation says, once per server; records get copies of it. */
function layTemplate(server: PostgresServer): void {
  if (server.admin(`SELECT 1 FROM pg_database WHERE datname = '${template}'`).trim() === "1") return;
  server.admin(`CREATE DATABASE ${template}`);
  server.admin(writePreparation({ schema: "chartwell", role, owner: "chartwell_owner" }), template);
  server.admin(`ALTER ROLE ${role} PASSWORD '${rolePassword}'`);
}

/** Lays an empty database out for one record, with its password in a keychain. */
export async function preparePlace(server: PostgresServer, keychain: Keychain): Promise<ChosenPlace> {
  layTemplate(server);
  count += 1;
  const database = `record_${process.pid}_${count}`;
  server.admin(`CREATE DATABASE ${database} TEMPLATE ${template}`);
  server.admin(`REVOKE CREATE, TEMPORARY ON DATABASE ${database} FROM PUBLIC; GRANT CONNECT ON DATABASE ${database} TO ${role}`);
  const account = `k_${"0".repeat(8)}${String(process.pid % 10_000).padStart(4, "0")}${String(count).padStart(4, "0")}`;
  await keychain.set(account, Buffer.from(rolePassword, "utf8"));
  return { place: describePlace(server, database), account };
}

/** A place on a server, as IT would write it down. */
export function describePlace(server: PostgresServer, database: string, changes: Partial<ServerPlace> = {}): ServerPlace {
  return {
    servers: [{ host: "localhost", port: server.port }],
    database,
    schema: "chartwell",
    role,
    authority: server.authority.certificate,
    certificate: null,
    ...changes,
  };
}
