import { decode, encode } from "@msgpack/msgpack";

/** The largest message either side takes: a sound file's stretch, a table of patients, a note with its history. */
export const largestMessageBytes = 48 * 1024 * 1024;

const limits = {
  maxStrLength: largestMessageBytes,
  maxBinLength: largestMessageBytes,
  maxArrayLength: 200_000,
  maxMapLength: 20_000,
  maxExtLength: 0,
};

/** Writes a message as MessagePack: JSON's values, and bytes as they are. What is undefined is left out, as over the window's bridge. */
export function writeMessage(message: unknown): Uint8Array {
  return encode(message, { ignoreUndefined: true, maxDepth: 60 });
}

/** Reads a message, or null when it is none. What it says is still anybody's claim: a schema looks at it next. */
export function readMessage(bytes: Uint8Array): unknown {
  try {
    return decode(bytes, limits);
  } catch {
    // Cut off, too deep, too long, an extension: to the reader all of them are no message.
    return null;
  }
}
