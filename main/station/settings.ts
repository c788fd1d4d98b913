import { existsSync, readFileSync, rmSync } from "node:fs";
import { z } from "zod";
import { StationIdSchema } from "../../shared/domain/ids.ts";
import { StationNameSchema } from "../../shared/domain/station.ts";
import { writeWhole } from "../vault/write-whole.ts";
import { locateStationSettings } from "./locate-settings.ts";

/** Where a workstation's host is, and by what it knows the host again. Nothing in it opens anything. */
export const StationSettingsSchema = z.strictObject({
  v: z.literal(1),
  stationId: StationIdSchema,
  name: StationNameSchema,
  /** As the host last said it; shown while it is away. */
  clinicName: z.string().max(160).default(""),
  address: z.string().regex(/^[A-Za-z0-9.:-]{1,253}$/),
  port: z.int().min(1).max(65_535),
  /** SHA-256 of the host's public key: a host with another key is a stranger, whoever certifies it. */
  hostKeyHash: z.string().regex(/^[0-9a-f]{64}$/),
  authority: z.string(),
  doorSecret: z.string().regex(/^[0-9a-f]{32}$/),
});
export type StationSettings = z.output<typeof StationSettingsSchema>;

/** The settings of a workstation; null where the program keeps a record of its own, "damaged" where they cannot be understood. */
export function readStationSettings(profile: string): StationSettings | "damaged" | null {
  const path = locateStationSettings(profile);
  if (!existsSync(path)) return null;
  try {
    return StationSettingsSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    // Cut off or changed: the person is told to enrol again, and nothing opens meanwhile.
    return "damaged";
  }
}

/** Makes this computer a workstation of a host. */
export function writeStationSettings(profile: string, settings: StationSettings): void {
  writeWhole(locateStationSettings(profile), JSON.stringify(StationSettingsSchema.parse(settings), null, 2));
}

/** Makes this computer stand alone again. */
export function removeStationSettings(profile: string): void {
  rmSync(locateStationSettings(profile), { force: true });
}

/** What a station keeps in its computer's keychain: who it is, and what seals the things it keeps while its host is away. */
export const StationSecretsSchema = z.strictObject({ certificate: z.string(), privateKey: z.string(), shelterKey: z.base64() });
export type StationSecrets = z.output<typeof StationSecretsSchema>;

/** The keychain item they lie in. */
export function nameStationKey(stationId: string): string {
  return `station-${stationId}`;
}
