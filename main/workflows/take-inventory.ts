import type { Agreement } from "../../shared/domain/agreement.ts";
import type { Asset, Flow, Inventory } from "../../shared/domain/inventory.ts";
import type { Station } from "../../shared/domain/station.ts";
import { isOwnServer, vendorNames } from "../../shared/domain/vendor.ts";
import { ok } from "../../shared/result.ts";
import { type Actor, event } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import { buildDraftTask, classifyTask, listTemplates, planProgressTask, secondLookTask, suggestCodesTask, summariseTask } from "../drafting/index.ts";
import type { Policy } from "../policy/index.ts";
import { listAgreements } from "../vault/stores/agreements.ts";
import { readBackupPlan } from "../vault/stores/backups.ts";
import { readClinic } from "../vault/stores/clinic.ts";
import { listAccounts } from "../vault/stores/users.ts";
import type { Outcome, Vault } from "../vault/vault.ts";
import { describeStation } from "./describe-station.ts";

export interface InventoryParts {
  readonly vault: Vault;
  readonly clock: Clock;
  readonly policy: Policy;
  readonly appVersion: string;
  readonly runtime: string;
  /** Where this computer keeps the record, or what goes with one that lies on a server. */
  readonly profile: string;
  /** The database servers the record lies on; none where it is a file of this computer. */
  listServers(): readonly string[];
  /** The workstations of the host this is, put out ones too; none where it is none. */
  listStations(): readonly Station[];
  /** Whether this machine has weights that listen. */
  canListen(): boolean;
}

/** Reads, from what is configured now and nothing else, what holds PHI here, where it may go, and what lets it. */
export async function takeInventory(parts: InventoryParts, by: Actor): Outcome<Inventory> {
  const { vault, clock, policy, appVersion, runtime } = parts;
  return vault.read(by, event("inventory.taken", {}), async (tx) => {
    const clinic = await readClinic(tx);
    const agreements = (await listAgreements(tx)).filter(({ state }) => state !== "superseded");
    const plan = await readBackupPlan(tx);
    const users = (await listAccounts(tx)).map(({ user }) => user).filter(({ active }) => active);
    const roles = [...new Set(users.map(({ role }) => role))].sort();
    const found = [
      ...listOwn(parts),
      ...listBackupPlaces(plan?.folder ?? null),
      ...listCopies(policy),
      ...agreements.map((each) => describeVendor(each, clock.today())),
    ];
    return ok({
      format: "chartwell-inventory/1" as const,
      madeAt: clock.now(),
      clinicName: clinic?.name ?? "",
      appVersion,
      runtime,
      policyOwner: policy.owner === "none" ? "" : policy.owner,
      people: roles.map((role) => ({ role, count: users.filter((user) => user.role === role).length })),
      assets: found.map(({ asset }) => asset),
      flows: found.flatMap(({ flows }) => flows),
    });
  });
}

interface Found {
  readonly asset: Asset;
  readonly flows: readonly Flow[];
}

function listOwn({ profile, policy, canListen, runtime, listServers, listStations }: InventoryParts): Found[] {
  const servers = listServers();
  const sealed = "SQLCipher 4 (AES-256), a key for each patient, keyed from the keychain";
  const weights = canListen() ? "Moonshine and Silero, hash-checked before each load, no network" : "No speech weights are installed";
  return [
    found({
      id: "workstation",
      kind: "workstation",
      name: "This computer",
      place: runtime,
      holds: "Charts while somebody is signed in",
      safeguards: [`Locks after ${policy.idleMinutes} idle minutes`, "Window without network, storage or keys"],
      state: "in-use",
    }),
    ...(servers.length === 0
      ? [
          found({
            id: "record",
            kind: "record",
            name: "The clinic's record",
            place: profile,
            holds: "All PHI: charts, transcripts, sound, notes, private notes under a key of their author",
            safeguards: [sealed, "Every act is an entry of a chained log"],
            state: "in-use",
          }),
        ]
      : listServerRecord(servers, profile)),
    ...listStations().map((station) => describeStation(station, policy)),
    found({
      id: "keys",
      kind: "keys",
      name: "Keychain and recovery sheet",
      place: policy.keychain === "required" ? "The system's keychain" : "The system's keychain, or a passphrase",
      holds: "Keys, no PHI",
      safeguards: [
        policy.workstation === "personal" ? "Opens only together with a person's password" : "Opens the record alone",
        `The sheet takes ${policy.recoveryPeople} people`,
      ],
      state: "in-use",
    }),
    found({
      id: "speech",
      kind: "model",
      name: "Speech recognition on this computer",
      place: "A process of its own",
      holds: "Sound while it listens",
      safeguards: [weights],
      state: canListen() ? "in-use" : "absent",
    }),
    found({
      id: "detector",
      kind: "model",
      name: "Identifier detection on this computer",
      place: policy.detectorPack ?? "Part of the program",
      holds: "Text while it looks",
      safeguards: ["Nothing is sent when it does not answer"],
      state: "in-use",
    }),
    found(
      {
        id: "packages",
        kind: "handed-over",
        name: "Packages handed to patients and other providers",
        place: "Where the person who exports chooses",
        holds: "One patient's record each",
        safeguards: [`Closed as ${policy.exportFormats.join(", ")}`],
        state: "in-use",
      },
      [
        {
          from: "record",
          to: "packages",
          carries: ["One patient's whole record"],
          dataClass: "identified",
          basis: "A request of the patient (45 CFR 164.524), on record",
          open: true,
        },
      ],
    ),
  ];
}

/** A record on a database server, and the two things that stay on the computer that holds it. */
function listServerRecord(servers: readonly string[], profile: string): Found[] {
  return [
    found(
      {
        id: "record",
        kind: "record",
        name: "The clinic's record",
        place: servers.join(", "),
        holds: "All PHI, sealed before it arrives: charts, transcripts, notes; in clear random ids, times and codes",
        safeguards: ["A key for each patient, none of them on the server", "TLS 1.3 to a named authority, one role without rights over tables"],
        state: "in-use",
      },
      [
        {
          from: "workstation",
          to: "record",
          carries: ["Sealed rows"],
          dataClass: "identified",
          basis: "45 CFR 164.312(a)(2)(iv), (e)(2)(ii): sealed before and on the way",
          open: true,
        },
      ],
    ),
    found({
      id: "record-files",
      kind: "record",
      name: "Keys, search index and sound beside the record",
      place: profile,
      holds: "Names, birth dates and words of notes for search; sound that waits to be transcribed",
      safeguards: ["SQLCipher 4 (AES-256), keyed from the keychain", "Sound sealed to the record alone"],
      state: "in-use",
    }),
  ];
}

function listBackupPlaces(folder: string | null): Found[] {
  const safeguards = ["Encrypted under keys of its own", "Keys lie apart from the data"];
  const asset: Asset = {
    id: "backups",
    kind: "backups",
    name: "Backups",
    place: folder ?? "No folder chosen",
    holds: "All PHI, sealed",
    safeguards,
    state: folder === null ? "absent" : "in-use",
  };
  return [
    found(
      asset,
      folder === null
        ? []
        : [
            {
              from: "record",
              to: "backups",
              carries: ["The sealed record"],
              dataClass: "identified",
              basis: "45 CFR 164.308(a)(7)(ii)(A)",
              open: true,
            },
          ],
    ),
  ];
}

/** Copies of the log and the way programs come in: neither carries PHI. */
function listCopies({ audit, updates }: Policy): Found[] {
  const places = [
    { id: "anchor-folder", name: "Folder for checkpoints", place: audit.anchorFolder, carries: "Hashes" },
    { id: "timestamp", name: "Time-stamping authority", place: audit.timestamp?.url, carries: "Hashes" },
    { id: "siem", name: "Log server", place: audit.siem === null ? null : `${audit.siem.host}:${audit.siem.port}`, carries: "Audit entries" },
    { id: "cloudwatch", name: "CloudWatch", place: audit.cloudwatch?.endpoint, carries: "Audit entries" },
    { id: "fhir-feed", name: "FHIR audit repository", place: audit.fhirFeed?.url, carries: "Audit entries" },
  ].flatMap(({ id, name, place, carries }) => {
    if (place === null || place === undefined) return [];
    const asset: Asset = {
      id,
      kind: "log-copy",
      name,
      place,
      holds: `${carries}, no PHI`,
      safeguards: ["Only where the policy names it", "TLS, authorities named"],
      state: "in-use",
    };
    return [found(asset, [{ from: "record", to: id, carries: [carries], dataClass: "no-phi", basis: "45 CFR 164.312(b)", open: true }])];
  });
  if (updates === null) return places;
  const asset: Asset = {
    id: "updates",
    kind: "updates",
    name: "Update server",
    place: updates.server,
    holds: "Programs, no PHI",
    safeguards: ["Signed manifest (Ed25519), SHA-512 of every file", "Never an older version"],
    state: "in-use",
  };
  return [
    ...places,
    found(asset, [{ from: "updates", to: "workstation", carries: ["Programs"], dataClass: "no-phi", basis: "The clinic's policy", open: true }]),
  ];
}

/** A vendor, and every task that could go there today under its agreement. */
function describeVendor({ terms, state }: Agreement, today: string): Found {
  const inForce = state === "active" && today >= terms.effectiveOn && today <= terms.expiresOn;
  const id = `vendor-${terms.vendorId}`;
  const own = isOwnServer(terms.vendorId);
  const safeguards = [
    own
      ? "A server of the clinic's own; private addresses only"
      : `${terms.title} of ${terms.executedOn} with ${terms.counterparty}, until ${terms.expiresOn}`,
    `Keeps: ${terms.retentionMode}`,
    `Models ${terms.modelIds.join(", ")}; region ${terms.region}`,
  ];
  const asset: Asset = {
    id,
    kind: "vendor",
    name: vendorNames[terms.vendorId],
    place: terms.endpoint,
    holds: "Nothing beyond what its agreement says",
    safeguards,
    state: inForce ? "in-use" : "closed",
  };
  const flows = listTasks()
    .filter(({ dataClass }) => terms.dataClasses.includes(dataClass))
    .map(
      ({ id: task, version, purpose, allowedElements, dataClass }): Flow => ({
        from: "record",
        to: id,
        carries: [...allowedElements],
        dataClass,
        basis: `Task ${task}/${version}, ${purpose}; ${inForce ? `agreement until ${terms.expiresOn}` : `agreement ${state}`}`,
        open: inForce,
      }),
    );
  return found(asset, flows);
}

/** Every task there is; drafts differ by template in their words alone, so one stands for them. */
function listTasks() {
  const [template] = listTemplates();
  const shared = [classifyTask, suggestCodesTask, summariseTask, planProgressTask, secondLookTask];
  return template === undefined ? shared : [buildDraftTask(template), ...shared];
}

function found(asset: Asset, flows: readonly Flow[] = []): Found {
  return { asset, flows };
}
