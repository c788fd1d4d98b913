/**
 * Where the device key lies: the operating system's keychain, handed in by the shell. Every answer
 * may be "unavailable", which is a state with a name, never a reason to carry on without a key.
 */
export interface Keychain {
  /** The backend that answers ("libsecret", "macos-keychain", …), or null when none does. */
  probe(): Promise<string | null>;
  get(account: string): Promise<Uint8Array | null | "unavailable">;
  set(account: string, key: Uint8Array): Promise<"kept" | "unavailable">;
  remove(account: string): Promise<void>;
}
