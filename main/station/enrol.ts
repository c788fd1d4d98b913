import { type StationId, StationIdSchema } from "../../shared/domain/ids.ts";
import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import type { Keychain } from "../vault/keychain.ts";
import { createKey } from "../vault/keys/seal.ts";
import { drawKeyPair } from "../wire/certificates.ts";
import { readMessage, writeMessage } from "../wire/codec.ts";
import { handshakeMs, nameEnrolmentDoor } from "../wire/door.ts";
import { checkEnrolment, deriveEnrolmentDoor, enrolmentLabel, proveEnrolment, readEnrolmentCode } from "../wire/enrolment-code.ts";
import { spellFingerprint } from "../wire/fingerprint.ts";
import { FromEnrolSchema } from "../wire/messages.ts";
import { type HostPlace, type Reached, reachHost } from "./reach-host.ts";
import { nameStationKey, type StationSecrets, writeStationSettings } from "./settings.ts";

/** A host that has proved the code, waiting until the person has compared its fingerprint. */
export interface FoundHost {
  readonly fingerprint: string;
  /** Goes through with it: a key pair is drawn, certified by the host, and kept in this computer's keychain. */
  join(name: string): Promise<Result<StationId, AppError>>;
  leave(): void;
}

/**
 * Finds a host by its address and the code it shows. Both prove the code over the connection they share,
 * so that whoever sits in between can neither enrol in our place nor pass for the host.
 */
export async function findHost(
  parts: { profile: string; keychain: Keychain },
  place: HostPlace,
  typed: string,
): Promise<Result<FoundHost, AppError>> {
  const code = readEnrolmentCode(typed);
  if (code === null) return err(failure("station.code-wrong"));
  const reached = await reachHost(place, { door: nameEnrolmentDoor(deriveEnrolmentDoor(code)), identity: null });
  // A host answers no door but the one its code names: a wrong code and a wrong address look alike, here and to a stranger.
  if (typeof reached === "string") return err(failure("station.no-answer"));
  const exported = reached.tls.exportKeyingMaterial(32, enrolmentLabel, Buffer.alloc(0));
  const proved = await ask(reached, { t: "prove", proof: proveEnrolment(code, "station", exported) });
  if (!proved.ok) return proved;
  if (proved.value.t !== "proved" || !checkEnrolment(code, "host", exported, proved.value.proof)) {
    reached.socket.terminate();
    return err(failure("station.host-stranger"));
  }
  return ok({
    fingerprint: spellFingerprint(reached.hostKeyHash),
    join: (name) => join(parts, reached, place, name),
    leave: () => reached.socket.close(),
  });
}

async function join(
  { profile, keychain }: { profile: string; keychain: Keychain },
  reached: Reached,
  { address, port }: HostPlace,
  name: string,
): Promise<Result<StationId, AppError>> {
  const { privateKey, spki } = await drawKeyPair();
  if ((await keychain.probe()) === null) return err(failure("keychain.unavailable"));
  const enrolled = await ask(reached, { t: "enrol", name, spki });
  if (!enrolled.ok) return enrolled;
  if (enrolled.value.t !== "enrolled") return err(failure("station.host-stranger"));
  const { certificate, authority, doorSecret } = enrolled.value;
  const stationId = StationIdSchema.parse(enrolled.value.stationId);
  const secrets: StationSecrets = { certificate, privateKey, shelterKey: createKey().toString("base64") };
  const kept = await keychain.set(nameStationKey(stationId), Buffer.from(JSON.stringify(secrets), "utf8"));
  if (kept === "unavailable") return err(failure("keychain.unavailable"));
  writeStationSettings(profile, { v: 1, stationId, name, clinicName: "", address, port, hostKeyHash: reached.hostKeyHash, authority, doorSecret });
  return ok(stationId);
}

/** Says one thing and waits for the answer; a host that falls silent is away. */
function ask({ socket }: Reached, message: unknown): Promise<Result<ReturnType<typeof FromEnrolSchema.parse>, AppError>> {
  return new Promise((resolve) => {
    const away = (): void => resolve(err(failure("station.no-answer")));
    const timer = setTimeout(away, handshakeMs);
    socket.once("close", away);
    socket.once("message", (data) => {
      clearTimeout(timer);
      const parsed = FromEnrolSchema.safeParse(readMessage(data as Buffer));
      if (!parsed.success) return resolve(err(failure("station.version-skew")));
      resolve(parsed.data.t === "refused" ? err(parsed.data.error) : ok(parsed.data));
    });
    socket.send(writeMessage(message));
  });
}
