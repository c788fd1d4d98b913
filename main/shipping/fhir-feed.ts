import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import { type SealedEntry, toFhirAuditEvent } from "../audit/index.ts";
import type { OpenWire, Sink } from "./sink.ts";

export interface FhirFeedSettings {
  /** Base address of the audit record repository (IHE ATNA, ATX: FHIR Feed). */
  readonly url: string;
  readonly token: string;
}

const replyTypes = ["application/fhir+json", "application/json"];

/**
 * IHE ATNA's FHIR feed: each entry is an AuditEvent under an id of its own, so that one delivered
 * twice is kept once. A repository that takes some of a batch and not all has taken none.
 */
export function createFhirFeed({ url, token }: FhirFeedSettings, openWire: OpenWire): Sink {
  const base = url.replace(/\/$/, "");
  return {
    id: "fhir-feed",
    mostAtOnce: 100,
    async deliver(entries, signal) {
      const wire = openWire(new URL(base).origin, replyTypes);
      try {
        const headers = { "content-type": "application/fhir+json", accept: "application/fhir+json", authorization: `Bearer ${token}` };
        const response = await wire.fetch(base, { method: "POST", headers, body: JSON.stringify(toBatch(entries)), signal });
        if (!response.ok) return err(failure("shipping.refused", { httpStatus: response.status }));
        return readReply(await response.json(), entries.length);
      } catch {
        return err(failure("shipping.unreachable"));
      } finally {
        await wire.close();
      }
    },
  };
}

function toBatch(entries: readonly SealedEntry[]) {
  return {
    resourceType: "Bundle",
    type: "batch",
    entry: entries.map(({ entry, hash }) => {
      const id = `${entry.inst.replace(/[^A-Za-z0-9.-]/g, "-")}-${entry.seq}`.slice(-64);
      const resource = { ...toFhirAuditEvent(entry), id };
      return { fullUrl: `urn:sha256:${hash}`, resource, request: { method: "PUT", url: `AuditEvent/${id}` } };
    }),
  };
}

/** Every entry must have been made or be there already. */
function readReply(reply: unknown, wanted: number): Result<null, AppError> {
  const entries = (reply as { entry?: { response?: { status?: unknown } }[] } | null)?.entry;
  const kept = Array.isArray(entries) ? entries.filter(({ response }) => /^20[01]/.test(String(response?.status))).length : 0;
  return kept === wanted ? ok(null) : err(failure("shipping.refused", { kept, wanted }));
}
