import { z } from "zod";
import { LanguageSchema } from "../domain/language.ts";
import { ClinicSchema, NewUserSchema, PasswordSchema, UsernameSchema, UserSchema } from "../domain/people.ts";
import { ThemeSchema } from "../domain/theme.ts";
import { InstantSchema } from "../domain/time.ts";
import { errorCodes } from "../errors.ts";
import { call } from "./call.ts";
import { RecoveryWordsSchema } from "./words.ts";

const nothing = z.strictObject({});

/** Where the program stands before anyone has signed in. */
export const AppStatusSchema = z.strictObject({
  state: z.enum(["needs-setup", "ready", "needs-recovery", "needs-passphrase", "refused"]),
  /** Why it is refused or needs recovery. */
  code: z.enum(errorCodes).nullable(),
  version: z.string(),
  /** Set-up must ask for a passphrase: no keychain answers and policy allows one in its place. */
  passphraseNeeded: z.boolean(),
  /** The runtime is not the pinned, supported one: never for real patients. */
  developmentRuntime: z.boolean(),
  /** Who locked settings by policy, or "" when no policy is installed. */
  policyOwner: z.string(),
  clinicName: z.string(),
  /** How many people the printed recovery key takes. */
  recoveryPeople: z.union([z.literal(1), z.literal(2)]),
});
export type AppStatus = z.infer<typeof AppStatusSchema>;

export const CurrentSessionSchema = z.strictObject({
  user: UserSchema,
  signedInAt: InstantSchema,
  idleLockMs: z.int().min(0),
  /** What must be done before anything else. */
  duties: z.array(z.enum(["password", "second-factor"])),
});
export type CurrentSession = z.infer<typeof CurrentSessionSchema>;

const officers = ["practice-manager", "privacy-officer", "it-admin"] as const;
const everyone = ["clinician", "supervisor", "practice-manager", "privacy-officer", "it-admin", "auditor"] as const;

export const appCalls = {
  "app.status": call({ who: "anyone", input: () => nothing, output: () => AppStatusSchema }),
  /** The language of this computer's windows; the page is opened anew in it. */
  "app.chooseLanguage": call({ who: "anyone", input: () => z.strictObject({ language: LanguageSchema }), output: () => nothing }),
  /** How this computer's windows look. */
  "app.chooseTheme": call({ who: "anyone", input: () => z.strictObject({ theme: ThemeSchema }), output: () => nothing }),
  /** Creates the clinic, its record and its first users; the recovery words are shown this once. */
  "setup.createClinic": call({
    who: "anyone",
    input: () =>
      z.strictObject({
        clinic: ClinicSchema,
        users: z.array(NewUserSchema).min(1).max(20),
        /** Only where policy lets a passphrase stand in for the keychain. */
        passphrase: PasswordSchema.nullable(),
      }),
    output: () => z.strictObject({ recoveryWords: RecoveryWordsSchema, recoveryKeyId: z.string() }),
  }),
  /** Opens the record with the printed key and puts a fresh device key into this keychain. */
  "setup.recover": call({
    who: "anyone",
    input: () =>
      z.strictObject({
        words: z.array(z.string().max(12)).length(24),
        /** Those who stand by it, each with their own sign-in. */
        people: z.array(z.strictObject({ username: UsernameSchema, password: PasswordSchema })).max(2),
      }),
    /** The sheet that replaces the one just used. */
    output: () => z.strictObject({ words: RecoveryWordsSchema }),
  }),
  /** Opens the record with the passphrase, where policy allows one in place of a keychain. */
  "setup.unlock": call({ who: "anyone", input: () => z.strictObject({ passphrase: PasswordSchema }), output: () => nothing }),
  "session.signIn": call({
    who: "anyone",
    /** The code of the second factor, where the person has one; it is asked for after the password. */
    input: () => z.strictObject({ username: UsernameSchema, password: PasswordSchema, code: z.string().max(20).nullable().default(null) }),
    output: () => CurrentSessionSchema,
  }),
  "session.changePassword": call({
    who: everyone,
    input: () => z.strictObject({ current: PasswordSchema, next: PasswordSchema }),
    output: () => nothing,
  }),
  "session.current": call({ who: "anyone", input: () => nothing, output: () => z.strictObject({ session: CurrentSessionSchema.nullable() }) }),
  "session.signOut": call({ who: everyone, input: () => nothing, output: () => nothing }),
  /** The person is at the keyboard: the idle clock starts again. */
  "session.touch": call({ who: everyone, input: () => nothing, output: () => nothing }),
  "users.list": call({ who: everyone, input: () => nothing, output: () => z.strictObject({ users: z.array(UserSchema) }) }),
  "users.add": call({ who: officers, input: () => NewUserSchema, output: () => UserSchema }),
  /** Gives a colleague a start password, which they must replace when they sign in. */
  "users.resetPassword": call({
    who: officers,
    input: () => z.strictObject({ userId: UserSchema.shape.id, startPassword: PasswordSchema, password: PasswordSchema }),
    output: () => nothing,
  }),
  "users.deactivate": call({ who: officers, input: () => z.strictObject({ userId: UserSchema.shape.id }), output: () => nothing }),
} as const;
