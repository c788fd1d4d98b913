import { ok } from "../shared/result.ts";
import type { Clock } from "./clock.ts";
import type { Handlers } from "./ipc/guard.ts";
import type { Policy } from "./policy/index.ts";
import type { RecordDoor } from "./vault/record-door.ts";
import { writeOutCertificate } from "./workflows/certify-destruction.ts";
import type { Delivery } from "./workflows/delivery.ts";
import { approveDestruction } from "./workflows/destroy-patient.ts";
import { createExports } from "./workflows/export-many.ts";
import { exportRecord } from "./workflows/export-record.ts";
import { createImports } from "./workflows/import-patients.ts";
import type { Backups } from "./workflows/keep-backups.ts";
import { liftHoldOf, placeHold } from "./workflows/keep-holds.ts";
import {
  addStatement,
  decideRequest,
  extendRequest,
  listClocks,
  readRightsOfPatient,
  recordRequest,
  withdrawRequest,
} from "./workflows/keep-requests.ts";
import { previewRetention } from "./workflows/preview-retention.ts";
import { listProposals, proposeDestruction, withdrawProposal } from "./workflows/propose-destruction.ts";
import type { Reauthenticate } from "./workflows/reauthenticate.ts";
import { weighDestruction } from "./workflows/weigh-destruction.ts";
import { writeLetterOfRequest } from "./workflows/write-rights-letter.ts";

export interface RightsParts {
  readonly door: RecordDoor;
  readonly clock: Clock;
  readonly policy: Policy;
  readonly backups: Pick<Backups, "stop">;
  readonly reauthenticate: Reauthenticate;
  readonly delivery: Delivery;
  readonly appVersion: string;
  drawPassphrase(): string;
  hash(bytes: Uint8Array): string;
}

/** The part of the composition root that serves what a patient may ask of the record itself: access, amendment, and its end. */
export function composeRights(parts: RightsParts) {
  const { vault } = parts.door;
  const held = { ...parts, vault };
  const exports = createExports(held);
  const imports = createImports(held);
  const handlers = {
    "rights.clocks": listClocks(held),
    "rights.ofPatient": readRightsOfPatient(held),
    "rights.record": recordRequest(held),
    "rights.extend": extendRequest(held),
    "rights.decide": decideRequest(held),
    "rights.withdraw": withdrawRequest(held),
    "rights.addStatement": addStatement(held),
    "rights.writeLetter": writeLetterOfRequest(held),
    "holds.place": placeHold(held),
    "holds.lift": liftHoldOf(held),
    "destructions.weigh": weighDestruction(held),
    "destructions.propose": proposeDestruction(held),
    "destructions.list": listProposals(held),
    "destructions.withdraw": withdrawProposal(held),
    "destructions.approve": approveDestruction(parts),
    "destructions.certificate": writeOutCertificate(held),
    "retention.preview": previewRetention(held),
    "records.export": exportRecord(held),
    "exports.formats": async () => ok({ formats: parts.policy.exportFormats }),
    "imports.look": imports.look,
    "imports.run": imports.run,
    "imports.takePackage": imports.takePackage,
    "exports.begin": exports.begin,
    "exports.list": exports.list,
    "exports.pause": exports.pause,
    "exports.resume": exports.resume,
    "exports.cancel": exports.cancel,
  } satisfies Partial<Handlers>;
  /** What must not be cut in half comes to rest, and what was only looked at is forgotten. */
  async function quiet(): Promise<void> {
    imports.forget();
    await exports.stop();
  }
  return { handlers, quiet, forget: imports.forget };
}
