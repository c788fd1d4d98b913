import { z } from "zod";
import type { UserId } from "../../../shared/domain/ids.ts";
import { type User, UserSchema } from "../../../shared/domain/people.ts";
import { sortByName } from "../sort-by-name.ts";
import { type ReadTx, sql, type WriteTx } from "../sql.ts";

const UserRowSchema = z.object({
  id: z.string(),
  username: z.string(),
  display_name: z.string(),
  credentials: z.string(),
  role: z.string(),
  active: z.int(),
  secret_key_id: z.string(),
  must_change_password: z.int(),
});

/** A person with the key their secret opens: of the key envelope's secrets only this one counts. */
export interface Account {
  readonly user: User;
  readonly secretKeyId: string;
  readonly mustChangePassword: boolean;
}

const columns = "id, username, display_name, credentials, role, active, secret_key_id, must_change_password";

/** A person's name, as a row that was joined to theirs holds it. */
export function showPerson<N extends string | null>(tx: ReadTx, id: string, stored: N): N {
  return tx.show("users", "display_name", { id }, stored);
}

function toAccount(tx: ReadTx, row: z.output<typeof UserRowSchema>): Account {
  const user = UserSchema.parse({
    id: row.id,
    username: tx.show("users", "username", row, row.username),
    displayName: showPerson(tx, row.id, row.display_name),
    credentials: tx.show("users", "credentials", row, row.credentials),
    role: row.role,
    active: row.active === 1,
  });
  return { user, secretKeyId: row.secret_key_id, mustChangePassword: row.must_change_password === 1 };
}

/** Writes a new person. */
export async function insertUser(tx: WriteTx, { user, secretKeyId, mustChangePassword }: Account): Promise<void> {
  const hide = (column: "username" | "display_name" | "credentials", value: string) => tx.hide("users", column, user, value);
  await tx.run(sql`INSERT INTO users (id, username, display_name, credentials, role, active, secret_key_id, must_change_password, created_at)
    VALUES (${user.id}, ${hide("username", user.username)}, ${hide("display_name", user.displayName)}, ${hide("credentials", user.credentials)},
      ${user.role}, ${user.active ? 1 : 0}, ${secretKeyId}, ${mustChangePassword ? 1 : 0}, ${tx.chartRules.now()})`);
}

/** Finds a person by the name they sign in with: a clinic's people are few, and their names may be sealed. */
export async function findAccount(tx: ReadTx, username: string): Promise<Account | null> {
  return (await listAccounts(tx)).find(({ user }) => user.username === username) ?? null;
}

/** Reads a person by id. */
export async function readAccount(tx: ReadTx, id: UserId): Promise<Account | null> {
  const row = await tx.get({ text: `SELECT ${columns} FROM users WHERE id = ?`, values: [id] }, UserRowSchema);
  return row === null ? null : toAccount(tx, row);
}

/** Everyone, by name. */
export async function listAccounts(tx: ReadTx): Promise<Account[]> {
  const rows = await tx.all({ text: `SELECT ${columns} FROM users`, values: [] }, UserRowSchema);
  return sortByName(
    rows.map((row) => toAccount(tx, row)),
    ({ user }) => user.displayName,
  );
}

/** Names the secret that counts from now on; any other of theirs opens nothing any more. */
export async function setSecret(tx: WriteTx, id: UserId, secretKeyId: string, mustChangePassword: boolean): Promise<boolean> {
  const changed = await tx.run(
    sql`UPDATE users SET secret_key_id = ${secretKeyId}, must_change_password = ${mustChangePassword ? 1 : 0} WHERE id = ${id} AND active = 1`,
  );
  return changed === 1;
}

/** Ends a person's access; the id stays theirs for ever (164.312(a)(2)(i)). */
export async function deactivateUser(tx: WriteTx, id: UserId): Promise<boolean> {
  return (await tx.run(sql`UPDATE users SET active = 0 WHERE id = ${id} AND active = 1`)) === 1;
}
