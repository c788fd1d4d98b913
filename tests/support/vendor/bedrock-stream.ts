import { EventStreamCodec } from "@smithy/eventstream-codec";

const codec = new EventStreamCodec(
  (bytes) => Buffer.from(bytes as Uint8Array).toString("utf8"),
  (text) => Buffer.from(text, "utf8"),
);
const word = (value: string) => ({ type: "string" as const, value });

/** One frame of Bedrock's event stream: the model's event, in base64, inside AWS's own envelope. */
function frame(event: object): Buffer {
  const body = Buffer.from(JSON.stringify({ bytes: Buffer.from(JSON.stringify(event), "utf8").toString("base64") }), "utf8");
  const headers = { ":event-type": word("chunk"), ":content-type": word("application/json"), ":message-type": word("event") };
  return Buffer.from(codec.encode({ headers, body }));
}

/** A whole streamed answer of Claude on Bedrock, as its library's own types describe it. */
export function writeBedrockStream(text: string, { input_tokens, output_tokens }: { input_tokens: number; output_tokens: number }): Buffer {
  const message = {
    id: "msg_invented",
    type: "message",
    role: "assistant",
    model: "m",
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage: { input_tokens, output_tokens: 1 },
  };
  return Buffer.concat([
    frame({ type: "message_start", message }),
    frame({ type: "content_block_start", index: 0, content_block: { type: "text", text: "" } }),
    ...(text.match(/.{1,17}/gs) ?? []).map((piece) => frame({ type: "content_block_delta", index: 0, delta: { type: "text_delta", text: piece } })),
    frame({ type: "content_block_stop", index: 0 }),
    frame({ type: "message_delta", delta: { stop_reason: "end_turn", stop_sequence: null }, usage: { output_tokens } }),
    frame({ type: "message_stop" }),
  ]);
}
