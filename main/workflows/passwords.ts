/** Hashes and checks passwords; handed in, because hashing is native code and slow on purpose. */
export interface Passwords {
  hash(password: string): Promise<string>;
  check(password: string, stored: string): Promise<boolean>;
}
