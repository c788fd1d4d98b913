import { Transform } from "node:stream";
import { type Key, seal, unseal } from "../keys/seal.ts";

const pieceBytes = 256 * 1024;
const headerBytes = 4;
const overheadBytes = 1 + 12 + 16;

/** A stream that was cut, changed or put together anew. */
export class TornStream extends Error {
  override readonly name = "TornStream";
}

/**
 * Seals a stream piece by piece. Each piece is bound to its place and to whether it is the last, so
 * that none can be left out, repeated or moved, and an end that was cut off is seen (as in STREAM,
 * Hoang et al. 2015).
 */
export function createSealer(key: Key, binding: string): Transform {
  let held: Buffer = Buffer.alloc(0);
  let count = 0;
  const write = (stream: Transform, plain: Uint8Array, isLast: boolean) => {
    const sealed = seal(key, bind(binding, count, isLast), plain);
    const header = Buffer.alloc(headerBytes);
    header.writeUInt32LE(sealed.byteLength, 0);
    stream.push(Buffer.concat([header, sealed]));
    count += 1;
  };
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      held = Buffer.concat([held, chunk]);
      // One piece stays behind: only at the end is it known that it was the last.
      while (held.byteLength > pieceBytes) {
        write(this, held.subarray(0, pieceBytes), false);
        held = Buffer.from(held.subarray(pieceBytes));
      }
      done();
    },
    flush(done) {
      write(this, held, true);
      held.fill(0);
      done();
    },
  });
}

/** Opens such a stream; fails with TornStream at the first piece that is not as it was written. */
export function createOpener(key: Key, binding: string): Transform {
  let held: Buffer = Buffer.alloc(0);
  let count = 0;
  let sawLast = false;

  function openNext(stream: Transform): boolean {
    if (held.byteLength < headerBytes) return false;
    const bytes = held.readUInt32LE(0);
    if (bytes > pieceBytes + overheadBytes || sawLast) throw new TornStream();
    if (held.byteLength < headerBytes + bytes) return false;
    const sealed = held.subarray(headerBytes, headerBytes + bytes);
    const middle = unseal(key, bind(binding, count, false), sealed);
    const plain = middle ?? unseal(key, bind(binding, count, true), sealed);
    if (plain === null) throw new TornStream();
    sawLast = middle === null;
    count += 1;
    stream.push(plain);
    held = Buffer.from(held.subarray(headerBytes + bytes));
    return true;
  }

  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      held = held.byteLength === 0 ? chunk : Buffer.concat([held, chunk]);
      try {
        while (openNext(this));
        done();
      } catch (error) {
        done(error as Error);
      }
    },
    flush: (done) => done(sawLast && held.byteLength === 0 ? null : new TornStream()),
  });
}

function bind(binding: string, count: number, isLast: boolean): string {
  return `stream/v1|${binding}|${count}|${isLast ? "last" : "more"}`;
}
