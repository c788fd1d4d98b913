import type { StationId } from "../../shared/domain/ids.ts";

/** The name of a station's caller: a station has one window. */
export function nameCaller(id: StationId): string {
  return `station:${id}`;
}
