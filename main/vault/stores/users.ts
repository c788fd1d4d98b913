import { z } from "zod";
import type { UserId } from "../../../shared/domain/ids.ts";
import { type User, UserSchema } from "../../../shared/domain/people.ts";
import { type ReadTx, type Sql, sql, type WriteTx } from "../sql.ts";

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

function toAccount(row: z.output<typeof UserRowSchema>): Account {
  const user = UserSchema.parse({
    id: row.id,
    username: row.username,
    displayName: row.display_name,
    credentials: row.credentials,
    role: row.role,
    active: row.active === 1,
  });
  return { user, secretKeyId: row.secret_key_id, mustChangePassword: row.must_change_password === 1 };
}

/** Writes a new person. */
export async function insertUser(tx: WriteTx, { user, secretKeyId, mustChangePassword }: Account): Promise<void> {
  await tx.run(sql`INSERT INTO users (id, username, display_name, credentials, role, active, secret_key_id, must_change_password, created_at)
    VALUES (${user.id}, ${user.username}, ${user.displayName}, ${user.credentials}, ${user.role}, ${user.active ? 1 : 0}, ${secretKeyId},
      ${mustChangePassword ? 1 : 0}, ${tx.chartRules.now()})`);
}

/** Finds a person by the name they sign in with. */
export function findAccount(tx: ReadTx, username: string): Promise<Account | null> {
  return readWhere(tx, { text: `SELECT ${columns} FROM users WHERE username = ?`, values: [username] });
}

/** Reads a person by id. */
export function readAccount(tx: ReadTx, id: UserId): Promise<Account | null> {
  return readWhere(tx, { text: `SELECT ${columns} FROM users WHERE id = ?`, values: [id] });
}

async function readWhere(tx: ReadTx, query: Sql): Promise<Account | null> {
  const row = await tx.get(query, UserRowSchema);
  return row === null ? null : toAccount(row);
}

/** Everyone, by name. */
export async function listAccounts(tx: ReadTx): Promise<Account[]> {
  const rows = await tx.all({ text: `SELECT ${columns} FROM users ORDER BY display_name`, values: [] }, UserRowSchema);
  return rows.map(toAccount);
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
