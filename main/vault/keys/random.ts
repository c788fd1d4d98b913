import { randomFillSync } from "node:crypto";

const poolBytes = 4_096;
const pool = Buffer.alloc(poolBytes);
let at = poolBytes;

/**
 * Draws bytes of the system's random generator, a block of them at a time: one call into the kernel
 * for each nonce would cost more than sealing does. What was handed out is overwritten at once.
 */
export function drawRandom(count: number): Buffer {
  if (count > poolBytes / 4) return randomFillSync(Buffer.alloc(count));
  if (at + count > poolBytes) {
    randomFillSync(pool);
    at = 0;
  }
  const drawn = Buffer.from(pool.subarray(at, at + count));
  pool.fill(0, at, at + count);
  at += count;
  return drawn;
}
