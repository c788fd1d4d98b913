import { z } from "zod";
import { PolicySchema } from "./schema.ts";

/** One thing a policy can fix, read from the schema itself, so that no list of settings can fall behind it. */
export interface Setting {
  /** `idleMinutes`, `audit.anchorFolder`. */
  readonly path: string;
  readonly description: string;
  /** `number` is a whole one; a share between 0 and 1 is `share`. */
  readonly kind: "number" | "share" | "choice" | "switch" | "text" | "list" | "json";
  readonly choices: readonly string[];
  readonly min: number | null;
  readonly max: number | null;
}

const NodeSchema = z.looseObject({
  type: z.string().optional(),
  description: z.string().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  enum: z.array(z.unknown()).optional(),
  anyOf: z.array(z.unknown()).optional(),
  items: z.unknown().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
});
type Node = z.output<typeof NodeSchema>;

/** The policy's JSON Schema, as it is published for editors and for administrators. */
export function describePolicySchema(): Record<string, unknown> {
  const { $schema, ...rest } = z.toJSONSchema(PolicySchema, { io: "input" });
  return { $schema, $id: "https://chartwell.invalid/policy.schema.json", title: "Chartwell policy", ...rest };
}

/** Every setting, in the order of the schema. */
export function listSettings(): Setting[] {
  return walk(NodeSchema.parse(describePolicySchema()), "").filter(({ path }) => path !== "version");
}

/** Which settings a policy names itself. */
export function listGiven(raw: unknown): string[] {
  return listSettings()
    .map(({ path }) => path)
    .filter((path) => path !== "owner" && has(raw, path.split(".")));
}

function walk(node: Node, prefix: string): Setting[] {
  return Object.entries(node.properties ?? {}).flatMap(([name, raw]) => {
    const child = NodeSchema.parse(raw);
    const path = prefix === "" ? name : `${prefix}.${name}`;
    return child.properties === undefined ? [describe(path, child)] : walk(child, path);
  });
}

function describe(path: string, node: Node): Setting {
  const choices = listChoices(node);
  const sure = node.anyOf === undefined || choices.length > 0 ? node : unwrap(node);
  return {
    path,
    description: node.description ?? "",
    kind: classify(sure, choices),
    choices,
    min: typeof sure.minimum === "number" ? sure.minimum : null,
    max: typeof sure.maximum === "number" ? sure.maximum : null,
  };
}

/** What a value that may be null is when it is not. */
function unwrap(node: Node): Node {
  const [first = {}] = (node.anyOf ?? []).map((each) => NodeSchema.parse(each)).filter(({ type }) => type !== "null");
  return first;
}

function listChoices(node: Node): string[] {
  if (node.enum !== undefined) return node.enum.map(String);
  const constants = (node.anyOf ?? []).map((each) => z.object({ const: z.union([z.string(), z.number()]) }).safeParse(each));
  return constants.length > 0 && constants.every(({ success }) => success) ? constants.map(({ data }) => String(data?.const)) : [];
}

function classify(node: Node, choices: readonly string[]): Setting["kind"] {
  if (choices.length > 0) return "choice";
  if (node.type === "integer") return "number";
  if (node.type === "number") return "share";
  if (node.type === "boolean") return "switch";
  if (node.type === "string") return "text";
  const items = NodeSchema.safeParse(node.items);
  return node.type === "array" && items.success && items.data.type === "string" ? "list" : "json";
}

function has(raw: unknown, [name, ...rest]: readonly string[]): boolean {
  if (typeof raw !== "object" || raw === null || name === undefined || !Object.hasOwn(raw, name)) return false;
  return rest.length === 0 || has(Reflect.get(raw, name), rest);
}
