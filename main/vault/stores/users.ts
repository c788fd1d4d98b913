import { z } from "zod";
import type { UserId } from "../../../shared/domain/ids.ts";
import { type User, UserSchema } from "../../../shared/domain/people.ts";
import type { Instant } from "../../../shared/domain/time.ts";
import { type ReadTx, sql, type WriteTx } from "../sql.ts";

const UserRowSchema = z.object({
  id: z.string(),
  username: z.string(),
  display_name: z.string(),
  credentials: z.string(),
  role: z.string(),
  active: z.int(),
  password_hash: z.string(),
});

/** A person with the stored hash of their password. */
export interface Account {
  readonly user: User;
  readonly passwordHash: string;
}

const columns = "id, username, display_name, credentials, role, active, password_hash";

function toAccount(row: z.output<typeof UserRowSchema>): Account {
  const user = UserSchema.parse({
    id: row.id,
    username: row.username,
    displayName: row.display_name,
    credentials: row.credentials,
    role: row.role,
    active: row.active === 1,
  });
  return { user, passwordHash: row.password_hash };
}

/** Writes a new person. */
export async function insertUser(tx: WriteTx, account: Account, createdAt: Instant): Promise<void> {
  const { user, passwordHash } = account;
  await tx.run(sql`INSERT INTO users (id, username, display_name, credentials, role, active, password_hash, created_at)
    VALUES (${user.id}, ${user.username}, ${user.displayName}, ${user.credentials}, ${user.role}, ${user.active ? 1 : 0}, ${passwordHash}, ${createdAt})`);
}

/** Finds a person by the name they sign in with. */
export async function findAccount(tx: ReadTx, username: string): Promise<Account | null> {
  const row = await tx.get({ text: `SELECT ${columns} FROM users WHERE username = ?`, values: [username] }, UserRowSchema);
  return row === null ? null : toAccount(row);
}

/** Reads a person by id. */
export async function readAccount(tx: ReadTx, id: UserId): Promise<Account | null> {
  const row = await tx.get({ text: `SELECT ${columns} FROM users WHERE id = ?`, values: [id] }, UserRowSchema);
  return row === null ? null : toAccount(row);
}

/** Everyone, by name. */
export async function listUsers(tx: ReadTx): Promise<User[]> {
  const rows = await tx.all({ text: `SELECT ${columns} FROM users ORDER BY display_name`, values: [] }, UserRowSchema);
  return rows.map((row) => toAccount(row).user);
}

/** Ends a person's access; the id stays theirs for ever (164.312(a)(2)(i)). */
export async function deactivateUser(tx: WriteTx, id: UserId): Promise<boolean> {
  return (await tx.run(sql`UPDATE users SET active = 0 WHERE id = ${id} AND active = 1`)) === 1;
}
