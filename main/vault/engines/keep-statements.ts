import type { Driver } from "./load-driver.ts";

/** Statements of one connection, each compiled once. */
export interface Statements {
  prepare(text: string): ReturnType<Driver["prepare"]>;
  /** Lets them go; a connection closes without statements that are still held. */
  forget(): void;
}

/** Keeps what is compiled for a connection, by its text. */
export function keepStatements(driver: Driver): Statements {
  const prepared = new Map<string, ReturnType<Driver["prepare"]>>();
  return {
    prepare(text) {
      const known = prepared.get(text);
      if (known !== undefined) return known;
      const statement = driver.prepare(text);
      prepared.set(text, statement);
      return statement;
    },
    forget: () => prepared.clear(),
  };
}
