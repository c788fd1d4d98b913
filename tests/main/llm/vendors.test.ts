import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Destination, StreamOrder } from "../../../main/llm/ports.ts";
import { createVendors } from "../../../main/llm/vendors/index.ts";
import type { VendorCredential } from "../../../shared/domain/agreement.ts";
import type { VendorId } from "../../../shared/domain/vendor.ts";
import { writeBedrockStream } from "../../support/vendor/bedrock-stream.ts";
import { type Certificates, makeCertificates } from "../../support/vendor/certificates.ts";
import { type ProtocolStandIn, spoken, startProtocols } from "../../support/vendor/start-protocols.ts";
import { startVendor } from "../../support/vendor/start-vendor.ts";

let folder: string;
let ours: Certificates;
let far: ProtocolStandIn;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "chartwell-protocols-"));
  ours = makeCertificates(folder, "ours");
  far = await startProtocols(ours);
});
afterAll(async () => {
  await far.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  far.requests.length = 0;
  far.answers.clear();
  for (const name of Object.keys(far.replyHeaders)) delete far.replyHeaders[name];
});

const patience = { connectTimeoutMs: 2_000, idleTimeoutMs: 2_000, totalTimeoutMs: 8_000, maxRetries: 1 };
const vendors = () => createVendors({ ...patience, extraCertificateAuthorities: [ours.caPem] });

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const awsKey = { accessKeyId: "AKIAQNZGKIQY56JQ7WML", secretAccessKey: "an invented secret key of forty letters" };
const googleKey = {
  serviceAccount: JSON.stringify({
    type: "service_account",
    project_id: "larkspur-clinic",
    client_email: "notes@larkspur-clinic.iam.gserviceaccount.com",
    private_key: privateKey.export({ type: "pkcs8", format: "pem" }),
  }),
};

interface Case {
  readonly vendorId: VendorId;
  readonly modelId: string;
  readonly cloudRegion: string;
  readonly credential: VendorCredential;
  readonly path: RegExp;
  readonly proves: RegExp;
}

const cases: readonly Case[] = [
  {
    vendorId: "anthropic",
    modelId: "claude-sonnet-5-5",
    cloudRegion: "",
    credential: { apiKey: "sk-invented" },
    path: /^\/v1\/messages$/,
    proves: /Bearer sk-invented/,
  },
  {
    vendorId: "bedrock",
    modelId: "us.anthropic.claude-sonnet-5-5-v1:0",
    cloudRegion: "us-east-1",
    credential: awsKey,
    path: /^\/model\/us\.anthropic\.claude-sonnet-5-5-v1(?::|%3A)0\/invoke-with-response-stream$/,
    proves: /AWS4-HMAC-SHA256 Credential=AKIAQNZGKIQY56JQ7WML\/\d{8}\/us-east-1\/bedrock\/aws4_request/,
  },
  {
    vendorId: "gemini",
    modelId: "gemini-3-pro",
    cloudRegion: "us-central1",
    credential: googleKey,
    path: /^\/v1\/projects\/larkspur-clinic\/locations\/us-central1\/publishers\/google\/models\/gemini-3-pro:streamGenerateContent/,
    proves: /Bearer ey/,
  },
  {
    vendorId: "openai",
    modelId: "gpt-5.2",
    cloudRegion: "",
    credential: { apiKey: "sk-invented" },
    path: /^\/v1\/chat\/completions$/,
    proves: /Bearer sk-invented/,
  },
  {
    vendorId: "azure-openai",
    modelId: "notes-gpt",
    cloudRegion: "",
    credential: { apiKey: "azure-invented" },
    path: /^\/openai\/deployments\/notes-gpt\/chat\/completions\?api-version=/,
    proves: /azure-invented/,
  },
  { vendorId: "on-premises", modelId: "llama3.3:70b", cloudRegion: "", credential: {}, path: /^\/v1\/chat\/completions$/, proves: /./ },
];

const order = (given: Case, changes: Partial<StreamOrder> = {}): StreamOrder => ({
  endpoint: far.origin,
  proofEndpoint: far.origin,
  credential: given.credential,
  organizationId: "org-larkspur",
  modelId: given.modelId,
  cloudRegion: given.cloudRegion,
  pinnedKeys: [],
  signal: new AbortController().signal,
  system: "Draft.",
  user: "1 client: I slept four hours.",
  maxOutputTokens: 256,
  form: null,
  onText: () => undefined,
  ...changes,
});

/** The first half of a good answer, in the vendor's own protocol. */
function cutOff(vendorId: string): Buffer {
  if (vendorId === "bedrock") {
    const whole = writeBedrockStream(spoken, { input_tokens: 1, output_tokens: 1 });
    return whole.subarray(0, whole.length / 2);
  }
  if (vendorId === "anthropic")
    return Buffer.from('event: content_block_delta\ndata: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"half"}}\n\n');
  if (vendorId === "gemini") return Buffer.from('data: {"candidates":[{"content":{"role":"model","parts":[{"text":"half"}]}}]}\n\n');
  return Buffer.from(
    'data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"content":"half"},"finish_reason":null}]}\n\n',
  );
}

describe("each vendor over its maker's own library", () => {
  it.each(cases)("$vendorId streams an answer with its counts", async (given) => {
    let text = "";
    const ended = await vendors()[given.vendorId].stream(order(given, { onText: (chunk) => (text += chunk) }));
    expect(ended).toMatchObject({ ok: true, value: { httpStatus: 200 } });
    expect(text).toBe(spoken);
    if (ended.ok) expect(ended.value.tokensOut).toBeGreaterThan(0);
    const [wire] = far.requests;
    expect(wire?.path).toMatch(given.path);
    expect(`${String(wire?.headers["authorization"])} ${String(wire?.headers["api-key"])}`).toMatch(given.proves);
    expect(far.requests).toHaveLength(1);
  });

  it.each(cases)("$vendorId asks for the form of the task's own reply", async (given) => {
    const schema = {
      type: "object",
      properties: { type: { type: "string", enum: ["individual", "group"] } },
      required: ["type"],
      additionalProperties: false,
    };
    await vendors()[given.vendorId].stream(order(given, { form: { name: "session_type", schema } }));
    expect(far.requests[0]?.body).toContain('"enum":["individual","group"]');
  });

  it.each(cases.filter(({ vendorId }) => vendorId === "openai" || vendorId === "azure-openai"))(
    "$vendorId is told to store nothing",
    async (given) => {
      await vendors()[given.vendorId].stream(order(given));
      expect(JSON.parse(far.requests[0]?.body ?? "{}")).toMatchObject({ store: false, stream: true });
    },
  );

  it.each(cases)("$vendorId: a refusal is named, a cancelled stream too, and nothing is said twice", async (given) => {
    far.answers.set("/", { status: 401, type: "application/json", body: '{"error":{"message":"invented","type":"authentication_error"}}' });
    expect(await vendors()[given.vendorId].stream(order(given))).toMatchObject({ ok: false, error: { code: "vendor.refused", httpStatus: 401 } });
    expect(far.requests).toHaveLength(1);
    const abort = new AbortController();
    abort.abort();
    expect(await vendors()[given.vendorId].stream(order(given, { signal: abort.signal }))).toMatchObject({
      ok: false,
      error: { code: "vendor.cancelled" },
    });
  });

  it.each(cases)("$vendorId: another kind of page than an answer is refused", async (given) => {
    far.answers.set("/", { type: "text/html", body: "<p>a captive portal</p>" });
    expect(await vendors()[given.vendorId].stream(order(given))).toMatchObject({ ok: false, error: { code: "vendor.invalid-reply" } });
  });

  it.each(cases)("$vendorId: a rate limit is named after its retries", async (given) => {
    far.answers.set("/", { status: 429, type: "application/json", body: '{"error":{"message":"invented","type":"rate_limit_error"}}' });
    expect(await vendors()[given.vendorId].stream(order(given))).toMatchObject({
      ok: false,
      error: { code: "vendor.rate-limited", httpStatus: 429 },
    });
    expect(far.requests).toHaveLength(2);
  });

  const broken: readonly (readonly [name: string, body: (type: string) => Buffer, codes: RegExp])[] = [
    ["cut off before its end", (type) => cutOff(type), /^vendor\.(interrupted|invalid-reply)$/],
    ["garbage", () => Buffer.from("event: message_start\ndata: {not json at all\n\n"), /^vendor\.(interrupted|invalid-reply)$/],
    ["larger than any note", () => Buffer.alloc(6 * 1024 * 1024, ":x\n\n"), /^vendor\.(interrupted|invalid-reply|timed-out)$/],
  ];
  it.each(broken.flatMap(([name, body, codes]) => cases.map((given) => ({ name, body, codes, given, vendorId: given.vendorId }))))(
    "$vendorId: an answer that is $name never counts as one",
    async ({ body, codes, given }) => {
      const type = given.vendorId === "bedrock" ? "application/vnd.amazon.eventstream" : "text/event-stream";
      far.answers.set("/", { type, body: body(given.vendorId) });
      const ended = await vendors()[given.vendorId].stream(order(given));
      expect(ended.ok).toBe(false);
      if (!ended.ok) expect(ended.error.code).toMatch(codes);
    },
  );

  it("Claude on Vertex speaks Google's paths with a token signed on this machine", async () => {
    const vendor = await startVendor(ours, "answer");
    const given = { ...order({ ...(cases[2] as Case), modelId: "claude-sonnet-5-5" }), endpoint: `${vendor.origin}/v1` };
    expect(await vendors().vertex.stream(given)).toMatchObject({ ok: true, value: { tokensOut: 240 } });
    expect(vendor.requests[0]?.path).toBe(
      "/v1/projects/larkspur-clinic/locations/us-central1/publishers/anthropic/models/claude-sonnet-5-5:streamRawPredict",
    );
    expect(String(vendor.requests[0]?.headers["authorization"])).toMatch(/^Bearer ey/);
    await vendor.close();
  });

  it("Comprehend Medical finds what is left, as places in the text", async () => {
    far.answers.set("/", {
      type: "application/x-amz-json-1.1",
      body: JSON.stringify({
        Entities: [
          { Id: 0, BeginOffset: 3, EndOffset: 9, Score: 0.97, Text: "client", Category: "PROTECTED_HEALTH_INFORMATION", Type: "NAME", Traits: [] },
        ],
        ModelVersion: "2",
      }),
    });
    let text = "";
    const given = { ...(cases[1] as Case), vendorId: "comprehend-medical" as const, modelId: "detect-phi" };
    const ended = await vendors()["comprehend-medical"].stream(order(given, { onText: (chunk) => (text += chunk) }));
    expect(ended.ok).toBe(true);
    expect(JSON.parse(text)).toEqual({ start: 3, end: 9, type: "NAME", score: 0.97 });
    expect(far.requests[0]?.headers["x-amz-target"]).toBe("ComprehendMedical_20181030.DetectPHI");
  });
});

describe("whose key it is, and what is kept", () => {
  const ask = (given: Case, changes: Partial<Destination> = {}): Destination => ({ ...order(given), ...changes });

  it("is read from Anthropic's and OpenAI's replies", async () => {
    far.answers.set("/v1/models/", {
      type: "application/json",
      body: '{"id":"m","type":"model","object":"model","display_name":"M","created_at":"2026-01-01T00:00:00Z"}',
    });
    far.replyHeaders["anthropic-organization-id"] = "org-larkspur";
    far.replyHeaders["openai-organization"] = "org-larkspur";
    for (const given of [cases[0] as Case, cases[3] as Case]) {
      expect(await vendors()[given.vendorId].prove(ask(given))).toEqual({ ok: true, value: { organizationId: "org-larkspur", retentionMode: null } });
    }
  });

  it("is read back from OpenAI's own setting with an admin key", async () => {
    const given = { ...(cases[3] as Case), credential: { apiKey: "sk-invented", adminKey: "sk-admin-invented" } };
    far.answers.set("/v1/models/", { type: "application/json", body: '{"id":"m","object":"model"}' });
    far.answers.set("/v1/organization/data_retention", {
      type: "application/json",
      body: '{"object":"organization.data_retention","type":"zero_data_retention"}',
    });
    expect(await vendors().openai.prove(ask(given))).toMatchObject({ ok: true, value: { retentionMode: "zero-data-retention" } });
    far.answers.set("/v1/organization/data_retention", {
      type: "application/json",
      body: '{"object":"organization.data_retention","type":"modified_abuse_monitoring"}',
    });
    expect(await vendors().openai.prove(ask(given))).toMatchObject({ ok: true, value: { retentionMode: "limited-days" } });
  });

  it("is read back from the Region's own control plane at AWS", async () => {
    far.answers.set("/data-retention", { type: "application/json", body: '{"mode":"none","updatedAt":"2026-11-01T00:00:00Z"}' });
    expect(await vendors().bedrock.prove(ask(cases[1] as Case))).toEqual({
      ok: true,
      value: { organizationId: "029608264753", retentionMode: "zero-data-retention" },
    });
    far.answers.set("/data-retention", { type: "application/json", body: '{"mode":"default","updatedAt":"2026-11-01T00:00:00Z"}' });
    expect(await vendors().bedrock.prove(ask(cases[1] as Case))).toMatchObject({ ok: true, value: { retentionMode: "limited-days" } });
  });
});
