import { failure } from "../../shared/errors.ts";
import { err } from "../../shared/result.ts";
import { readEntry, type SealedEntry } from "../audit/index.ts";
import type { AuditPolicy } from "../policy/index.ts";
import { carryLog, createCloudWatch, createFhirFeed, type OpenWire, type Sink } from "../shipping/index.ts";
import { readShippingKey } from "../vault/stores/shipping-key.ts";
import { readSinkSecret } from "../vault/stores/sink-secrets.ts";
import type { Destination, Shipment } from "./ship-log.ts";

const patienceMs = 30_000;

/** The places the policy names for copies of the log, each with its own way there. */
export function listDestinations({ siem, cloudwatch, fhirFeed }: AuditPolicy, openWire: OpenWire): Destination<never>[] {
  const found: Destination<never>[] = [];
  const add = <S>(destination: Destination<S>) => found.push(destination as unknown as Destination<never>);
  if (siem !== null) add({ anchor: "siem", readSecret: readShippingKey, carry: (key, shipment) => carryLog(siem, key, shipment) });
  if (cloudwatch !== null) {
    addSink("cloudwatch", ({ accessKeyId = "", secretAccessKey = "" }) =>
      createCloudWatch({ ...cloudwatch, accessKeyId, secretAccessKey }, openWire),
    );
  }
  if (fhirFeed !== null) addSink("fhir-feed", ({ token = "" }) => createFhirFeed({ ...fhirFeed, token }, openWire));
  return found;

  function addSink(anchor: Sink["id"], open: (secret: Record<string, string>) => Sink): void {
    add({
      anchor,
      readSecret: (tx) => readSinkSecret(tx, anchor),
      carry: (secret: Record<string, string>, shipment) => deliverAll(open(secret), shipment),
    });
  }
}

/** Hands a shipment over in the portions a sink takes; the first that is not taken ends it. */
async function deliverAll(sink: Sink, { rows }: Shipment) {
  const entries = rows.flatMap(({ canonical, hash }): SealedEntry[] => {
    const entry = readEntry(canonical);
    return entry === null ? [] : [{ entry, canonical, hash }];
  });
  // A row that does not read is damage, and a copy that leaves it out would hide it.
  if (entries.length < rows.length) return err(failure("audit.chain-broken"));
  for (let at = 0; at < entries.length; at += sink.mostAtOnce) {
    const delivered = await sink.deliver(entries.slice(at, at + sink.mostAtOnce), AbortSignal.timeout(patienceMs));
    if (!delivered.ok) return delivered;
  }
  return { ok: true as const, value: null };
}
