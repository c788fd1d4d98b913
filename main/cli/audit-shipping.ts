import { readFileSync } from "node:fs";
import { z } from "zod";
import { isPair } from "../shipping/index.ts";
import { keepShippingKey, keepSinkSecret, shipAgain } from "../workflows/ship-log.ts";
import type { AuditCommand } from "./audit-command.ts";

/** Seals the certificate and key by which the log server knows this record: `--certificate FILE --private-key FILE`, both PEM. */
export async function setShippingKeyFromCli({ door, by, options }: AuditCommand): Promise<number> {
  const [certificate, privateKey] = [options["certificate"], options["private-key"]].map(readText);
  if (certificate === undefined || privateKey === undefined || !isPair({ certificate, privateKey })) {
    process.stderr.write("Not done (shipping.key-invalid): audit set-shipping-key --certificate FILE --private-key FILE, both PEM\n");
    return 2;
  }
  const kept = await keepShippingKey(door.vault, by, { certificate, privateKey });
  if (!kept.ok) process.stderr.write(`Not done (${kept.error.code}).\n`);
  return kept.ok ? 0 : 2;
}

const SecretSchemas = {
  cloudwatch: z.strictObject({ accessKeyId: z.string().min(16), secretAccessKey: z.string().min(16) }),
  "fhir-feed": z.strictObject({ token: z.string().min(8) }),
} as const;

/** Seals the secret for CloudWatch or a FHIR repository: `--sink cloudwatch|fhir-feed --secret FILE`, JSON. */
export async function setSinkSecretFromCli({ door, by, options }: AuditCommand): Promise<number> {
  const { sink } = options;
  const text = readText(options["secret"]);
  const parsed = sink === "cloudwatch" || sink === "fhir-feed" ? SecretSchemas[sink].safeParse(parseJson(text)) : null;
  if (parsed === null || !parsed.success || (sink !== "cloudwatch" && sink !== "fhir-feed")) {
    process.stderr.write("Not done (shipping.key-invalid): audit set-sink-secret --sink cloudwatch|fhir-feed --secret FILE, JSON\n");
    return 2;
  }
  const kept = await keepSinkSecret(door.vault, by, sink, parsed.data);
  if (!kept.ok) process.stderr.write(`Not done (${kept.error.code}).\n`);
  return kept.ok ? 0 : 2;
}

function parseJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return null;
  }
}

/** Lets the log be shipped again from `--from SEQ` on, when the log server found a gap there. */
export async function shipAgainFromCli({ door, by, options }: AuditCommand): Promise<number> {
  const { from } = options;
  if (typeof from !== "string" || !/^\d{1,15}$/.test(from)) {
    process.stderr.write("Say from where: audit ship-again --from SEQ\n");
    return 2;
  }
  const set = await shipAgain(door.vault, by, Number(from));
  if (!set.ok) process.stderr.write(`Not done (${set.error.code}).\n`);
  return set.ok ? 0 : 2;
}

function readText(path: string | boolean | undefined): string | undefined {
  try {
    return typeof path === "string" ? readFileSync(path, "utf8") : undefined;
  } catch {
    return undefined;
  }
}
