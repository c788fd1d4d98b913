import { migration0001 } from "./0001-clinic-people-patients.ts";
import { migration0002 } from "./0002-sessions-notes-sends.ts";
import { migration0003 } from "./0003-access-keys-backups.ts";
import { migration0004 } from "./0004-audit-checkpoints.ts";
import { migration0005 } from "./0005-registry-tasks.ts";
import { migration0006 } from "./0006-questions-breaches-disclosures.ts";
import { migration0007 } from "./0007-audit-evidence.ts";
import { migration0008 } from "./0008-rare-events.ts";
import { migration0009 } from "./0009-supervision-versions.ts";
import { migration0010 } from "./0010-recordings.ts";
import { migration0011 } from "./0011-private-notes.ts";
import { migration0012 } from "./0012-patients-rights.ts";
import { migration0013 } from "./0013-notes-by-patient.ts";
import { migration0014 } from "./0014-away.ts";
import { migration0015 } from "./0015-signed-sessions.ts";
import { migration0016 } from "./0016-word-index-pieces.ts";

export interface Migration {
  readonly version: number;
  readonly statements: readonly string[];
  /** The same for PostgreSQL, which begins with the baseline of version 12; every later migration has both. */
  readonly postgres?: readonly string[];
}

/** Every migration in order; versions count up. */
export const migrations: readonly Migration[] = [
  migration0001,
  migration0002,
  migration0003,
  migration0004,
  migration0005,
  migration0006,
  migration0007,
  migration0008,
  migration0009,
  migration0010,
  migration0011,
  migration0012,
  migration0013,
  migration0014,
  migration0015,
  migration0016,
];
