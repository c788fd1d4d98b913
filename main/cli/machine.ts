import type { Clock } from "../clock.ts";
import type { Keychain } from "../vault/keychain.ts";

/** What a command is given of the machine. */
export interface CliMachine {
  readonly profile: string;
  readonly clock: Clock;
  readonly keychain: Keychain;
}
