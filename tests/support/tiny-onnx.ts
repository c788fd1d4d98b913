/** Writes a real ONNX file: a table that gives each token id its scores. Enough of protobuf for that and no more. */

type Field = readonly [number: number, value: bigint | Uint8Array];

function writeVarint(value: bigint): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 127n) {
    bytes.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  return [...bytes, Number(rest)];
}

function writeMessage(...fields: readonly Field[]): Uint8Array {
  const parts = fields.map(([number, value]) =>
    typeof value === "bigint"
      ? Uint8Array.from([...writeVarint(BigInt(number << 3)), ...writeVarint(value)])
      : Buffer.concat([Uint8Array.from([...writeVarint(BigInt((number << 3) | 2)), ...writeVarint(BigInt(value.length))]), value]),
  );
  return Buffer.concat(parts);
}

const text = (value: string): Uint8Array => Buffer.from(value, "utf8");
const elementTypes = { float: 1n, int64: 7n } as const;

function writeTensorInfo(name: string, element: keyof typeof elementTypes, dims: readonly (number | string)[]): Uint8Array {
  const shape = writeMessage(
    ...dims.map((dim): Field => [1, typeof dim === "number" ? writeMessage([1, BigInt(dim)]) : writeMessage([2, text(dim)])]),
  );
  return writeMessage([1, text(name)], [2, writeMessage([1, writeMessage([1, elementTypes[element]], [2, shape])])]);
}

/** A token classifier in one step: `scores` has one row a token id and one column a class. */
export function writeTokenClassifier(scores: readonly (readonly number[])[]): Uint8Array {
  const classes = scores[0]?.length ?? 0;
  const table = writeMessage(
    [1, BigInt(scores.length)],
    [1, BigInt(classes)],
    [2, elementTypes.float],
    [8, text("table")],
    [9, new Uint8Array(Float32Array.from(scores.flat()).buffer)],
  );
  const gather = writeMessage([1, text("table")], [1, text("input_ids")], [2, text("logits")], [4, text("Gather")]);
  const graph = writeMessage(
    [1, gather],
    [2, text("lookup")],
    [5, table],
    [11, writeTensorInfo("input_ids", "int64", [1, "length"])],
    [12, writeTensorInfo("logits", "float", [1, "length", classes])],
  );
  return writeMessage([1, 8n], [7, graph], [8, writeMessage([1, text("")], [2, 13n])]);
}
