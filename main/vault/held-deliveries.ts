import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type DeliveryId, DeliveryIdSchema, type StationId, StationIdSchema } from "../../shared/domain/ids.ts";
import { writeWhole } from "./write-whole.ts";

/** Something a workstation brought while the record was locked: still sealed, and nobody's to read before it opens. */
export interface HeldDelivery {
  readonly path: string;
  readonly deliveryId: DeliveryId;
  readonly stationId: StationId;
  readonly sealed: Uint8Array;
}

/** Beyond this a locked host takes no more: no workstation fills its disk. */
const mostHeld = 20_000;
const nameForm = /^(\d{12})-(stn_[0-9a-z]{26})-(dlv_[0-9a-z]{26})\.sealed$/;

/** Keeps a delivery until the record opens; it is on the disk when this returns. False when it could not be kept: then it was not taken. */
export function holdDelivery(folder: string, delivery: Omit<HeldDelivery, "path">): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const names = readdirSync(folder).sort();
    if (names.length >= mostHeld) return false;
    if (names.some((name) => name.includes(delivery.deliveryId))) return true;
    const last = Number(nameForm.exec(names.findLast((name) => nameForm.test(name)) ?? "")?.[1] ?? 0);
    const name = `${String(last + 1).padStart(12, "0")}-${delivery.stationId}-${delivery.deliveryId}.sealed`;
    writeWhole(join(folder, name), delivery.sealed);
    return true;
  } catch {
    // A full or unwritable disk: the workstation keeps it and tries again.
    return false;
  }
}

/** What is held, in the order it came. */
export function listHeldDeliveries(folder: string): HeldDelivery[] {
  let names: string[];
  try {
    names = readdirSync(folder).sort();
  } catch {
    // No folder means nothing was ever held.
    return [];
  }
  return names.flatMap((name) => {
    const [, , station, delivery] = nameForm.exec(name) ?? [];
    if (station === undefined || delivery === undefined) return [];
    const path = join(folder, name);
    return [{ path, stationId: StationIdSchema.parse(station), deliveryId: DeliveryIdSchema.parse(delivery), sealed: readFileSync(path) }];
  });
}

/** Removes one that stands in the record. */
export function removeHeldDelivery(path: string): void {
  rmSync(path, { force: true });
}
