import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { writeAdministrativeTemplates } from "../policy/administrative-templates.ts";
import {
  checkPolicyBytes,
  describePolicySchema,
  locatePolicy,
  makePolicyKeys,
  nameKey,
  nameParts,
  PolicySchema,
  readPolicy,
  signBytes,
} from "../policy/index.ts";
import type { CliMachine } from "./machine.ts";

const usage = "Say: policy check FILE [--key FILE], sign FILE --key FILE, make-keys --to FOLDER, schema, or templates --to FOLDER.\n";

/** What an administrator does with policies; status 0 when it was done or would be accepted, 1 when refused, 2 when asked wrongly. */
export async function runPolicy(words: readonly string[], { clock }: CliMachine): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...words],
    options: { key: { type: "string" }, to: { type: "string" }, profile: { type: "string" } },
    allowPositionals: true,
  });
  const [verb, path] = positionals;
  const { key, to } = values;
  if (verb === "schema") return say(`${JSON.stringify(describePolicySchema(), null, 2)}\n`);
  if (verb === "make-keys" && to !== undefined) return makeKeys(to);
  if (verb === "templates" && to !== undefined) return writeTemplates(to);
  if (path === undefined || !existsSync(path)) return complain(usage);
  if (verb === "sign" && key !== undefined) return sign(path, key);
  return verb === "check" ? check(path, key, clock.today()) : complain(usage);
}

/** As the program would judge it here; with a key named, as it would with that key wherever it lies. */
function check(path: string, key: string | undefined, today: string): number {
  const own = path === locatePolicy().path;
  const parts = nameParts(path);
  const judged =
    key === undefined || !existsSync(parts.signature)
      ? readPolicy({ path, trustOwner: !own || locatePolicy().trustOwner }, today)
      : checkPolicyBytes(readFileSync(path), { signature: readFileSync(parts.signature, "utf8"), publicKey: readFileSync(key, "utf8") }, today);
  if (!judged.ok) {
    process.stdout.write(`Refused: ${judged.error.code}\n${explainForm(path)}`);
    return 1;
  }
  const { rules, signedBy, given } = judged.value;
  const ends = rules.expiresOn === null ? "it does not end" : `until ${rules.expiresOn}`;
  return say(`Accepted; set by ${rules.owner}, signed by ${signedBy}, ${ends}.\nIt fixes: ${given().join(", ") || "nothing"}.\n`);
}

/** Where a policy's form is wrong, by the path in it; never the value. */
function explainForm(path: string): string {
  try {
    const parsed = PolicySchema.safeParse(JSON.parse(readFileSync(path, "utf8")));
    if (parsed.success) return "";
    return parsed.error.issues.map((issue) => `  ${issue.path.join(".") || "the whole file"}: ${issue.message}\n`).join("");
  } catch {
    return "  It is not JSON.\n";
  }
}

function sign(path: string, keyPath: string): number {
  const form = explainForm(path);
  if (form !== "") return complain(`Not signed: no machine would accept it.\n${form}`, 1);
  const signature = existsSync(keyPath) ? signBytes(readFileSync(path), readFileSync(keyPath, "utf8")) : null;
  if (signature === null) return complain("Not signed: that is no Ed25519 private key (PEM).\n", 1);
  writeFileSync(nameParts(path).signature, signature, { mode: 0o644 });
  return say(`Signed: ${nameParts(path).signature}. Lay policy.json, policy.json.sig and policy-key.pem together.\n`);
}

function makeKeys(folder: string): number {
  const [own, shared] = [join(folder, "policy-private-key.pem"), join(folder, "policy-key.pem")];
  if (existsSync(own) || existsSync(shared)) return complain("There are keys in that folder already; they are not replaced.\n", 1);
  mkdirSync(folder, { recursive: true });
  if (!statSync(folder).isDirectory()) return complain(usage);
  const { privateKey, publicKey } = makePolicyKeys();
  writeFileSync(own, privateKey, { mode: 0o600 });
  writeFileSync(shared, publicKey, { mode: 0o644 });
  return say(`Made ${nameKey(publicKey) ?? ""}. Keep policy-private-key.pem off the workstations.\n`);
}

function writeTemplates(folder: string): number {
  const { admx, adml } = writeAdministrativeTemplates();
  mkdirSync(join(folder, "en-US"), { recursive: true });
  writeFileSync(join(folder, "chartwell.admx"), admx);
  writeFileSync(join(folder, "en-US", "chartwell.adml"), adml);
  return say(`Wrote chartwell.admx and en-US/chartwell.adml to ${folder}.\n`);
}

function say(text: string): number {
  process.stdout.write(text);
  return 0;
}

function complain(text: string, status = 2): number {
  process.stderr.write(text);
  return status;
}
