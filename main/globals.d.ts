/** True in development and test builds, false in a release; set by the bundler. */
declare const __DEVELOPMENT_BUILD__: boolean;
/** The version in package.json, set by the bundler. */
declare const __APP_VERSION__: string;
/** SHA-256 over the contract's sources: a workstation and its host speak with one another when theirs are the same. */
declare const __CONTRACT_MARK__: string;

declare module "better-sqlite3-multiple-ciphers" {
  interface Statement {
    readonly reader: boolean;
    all(...values: readonly (string | number | null | Uint8Array)[]): unknown[];
    run(...values: readonly (string | number | null | Uint8Array)[]): { changes: number };
    get(...values: readonly (string | number | null | Uint8Array)[]): unknown;
    raw(on: boolean): Statement;
    pluck(on: boolean): Statement;
  }
  export default class Database {
    constructor(path: string, options?: { nativeBinding?: string; fileMustExist?: boolean; readonly?: boolean; timeout?: number });
    prepare(text: string): Statement;
    exec(text: string): this;
    /** Sets or changes the key; a buffer, so that the caller can overwrite it. */
    key(key: Buffer): void;
    rekey(key: Buffer): void;
    pragma(text: string, options?: { simple?: boolean }): unknown;
    close(): void;
    readonly inTransaction: boolean;
    readonly open: boolean;
  }
}
