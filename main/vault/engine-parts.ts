import type { Patience, Way } from "./engines/postgres/session.ts";
import type { HighWater } from "./high-water.ts";
import type { Keychain } from "./keychain.ts";
import type { Envelope } from "./keys/envelope.ts";
import type { Key } from "./keys/seal.ts";
import type { RecordFiles } from "./record-files.ts";

/** What is needed of the machine to reach a server. */
export interface ServerPorts {
  /** Lets this process reach a host until the returned function is called. */
  permit: Way["permit"];
  readonly patience?: Patience;
}

export interface EngineParts {
  readonly files: RecordFiles;
  readonly envelope: Envelope;
  readonly masterKey: Key;
  readonly clinicKey: Key;
  readonly keychain: Keychain;
  readonly highWater: HighWater;
  readonly servers: ServerPorts;
  readonly create: boolean;
}
