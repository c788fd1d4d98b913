import { parseArgs } from "node:util";
import { z } from "zod";
import { checkProof, ProofSchema } from "../../main/audit/proof-file.ts";
import { judgeBundle } from "./judge-bundle.ts";
import { openBundle, readJson, readNotes, Unreadable } from "./read-bundle.ts";
import { writeJudgement, writeProofVerdict } from "./words.ts";

const usage = `node chartwell-audit.mjs <command>

  verify FOLDER            verifies an exported log
    --against PATH         checkpoints kept elsewhere: a folder of .checkpoint files, or a JSON file of them; may be repeated
    --key FILE             the oldest public key you trust: JSON with "name" and "publicKey", or what "audit checkpoints" printed
    --json                 the verdict as JSON
  proof FILE [--key FILE]  verifies a proof of one entry, or of two checkpoints

Status 0: whole. 1: not whole. 2: could not be read. Nothing is written and no network is used.
`;

const KeySchema = z.object({ name: z.string().optional(), keyName: z.string().optional(), publicKey: z.string() });

function readKey(path: string) {
  const { name, keyName, publicKey } = readJson(path, (value) => KeySchema.parse((value as { key?: unknown }).key ?? value));
  return { name: name ?? keyName ?? "", publicKey: Buffer.from(publicKey, "base64") };
}

async function runAuditor(words: readonly string[]): Promise<number> {
  const options = { against: { type: "string", multiple: true }, key: { type: "string" }, json: { type: "boolean" } } as const;
  const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true });
  const [command, path] = positionals;
  const trusted = values.key === undefined ? null : readKey(values.key);
  if (command === "verify" && path !== undefined) {
    const judged = await judgeBundle(openBundle(path), (values.against ?? []).flatMap(readNotes), trusted);
    process.stdout.write(values.json === true ? `${JSON.stringify(judged)}\n` : writeJudgement(judged));
    return judged.verdict === "intact" ? 0 : 1;
  }
  if (command === "proof" && path !== undefined) {
    const proof = readJson(path, (value) => ProofSchema.parse(value));
    const verdict = checkProof(proof, trusted ?? { name: proof.key.name, publicKey: Buffer.from(proof.key.publicKey, "base64") });
    process.stdout.write(
      values.json === true ? `${JSON.stringify({ verdict, keyTrusted: trusted !== null })}\n` : writeProofVerdict(verdict, trusted !== null),
    );
    return verdict === "proved" ? 0 : 1;
  }
  process.stderr.write(usage);
  return 2;
}

try {
  process.exitCode = await runAuditor(process.argv.slice(2));
} catch (error) {
  process.stderr.write(error instanceof Unreadable ? `${error.message}\n` : usage);
  process.exitCode = 2;
}
