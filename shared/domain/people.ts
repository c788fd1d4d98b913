import { z } from "zod";
import { UserIdSchema } from "./ids.ts";

/** What a person may do. IT administration carries no right to PHI (164.514(d)(2)). */
export const roles = ["clinician", "supervisor", "practice-manager", "privacy-officer", "it-admin", "auditor"] as const;
export const RoleSchema = z.enum(roles);
export type Role = z.infer<typeof RoleSchema>;

/** NIST SP 800-63B-4: a password used alone has at least 15 characters. */
export const minimumPasswordLength = 15;
/** The same standard's minimum where a second factor is asked for too. */
export const minimumPasswordLengthWithSecondFactor = 8;

export const UsernameSchema = z.string().regex(/^[a-z][a-z0-9.-]{1,31}$/);
export const PasswordSchema = z.string().min(1).max(256);
export const DisplayNameSchema = z.string().trim().min(1).max(120);

export const UserSchema = z.strictObject({
  id: UserIdSchema,
  username: UsernameSchema,
  displayName: DisplayNameSchema,
  credentials: z.string().max(60),
  role: RoleSchema,
  active: z.boolean(),
});
export type User = z.infer<typeof UserSchema>;

export const NewUserSchema = z.strictObject({
  username: UsernameSchema,
  displayName: DisplayNameSchema,
  /** Letters after the name, as printed under a signature: "LCSW". */
  credentials: z.string().trim().max(60),
  role: RoleSchema,
  password: PasswordSchema,
});
export type NewUser = z.infer<typeof NewUserSchema>;

export const ClinicSchema = z.strictObject({
  name: z.string().trim().min(1).max(160),
  address: z.string().trim().max(300),
  phone: z.string().trim().max(40),
  stateCode: z.string().regex(/^[A-Z]{2}$/),
});
export type Clinic = z.infer<typeof ClinicSchema>;
