/** A source of chance that gives the same numbers every time (mulberry32): training can be repeated. */
export interface Chance {
  next(): number;
  below(limit: number): number;
  pick<T>(list: readonly T[]): T;
  odds(share: number): boolean;
}

/** Makes a source of chance from a seed. */
export function createChance(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    pick: (list) => {
      const item = list[below(list.length)];
      if (item === undefined) throw new RangeError("nothing to pick from");
      return item;
    },
    odds: (share) => next() < share,
  };
}
