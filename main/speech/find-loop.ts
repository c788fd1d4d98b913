const longestPeriod = 12;
const fewestRounds = 4;
/** A single repeated word may be meant ("no, no, no, no"); many more rounds are not. */
const fewestShortRounds = 8;
const shortPeriod = 2;

/**
 * Finds a decoder going round in circles: how many pieces at the end only repeat what stands before
 * them, or 0. One round is left standing.
 */
export function findLoop(pieces: readonly number[]): number {
  for (let period = 1; period <= longestPeriod; period += 1) {
    const wanted = period <= shortPeriod ? fewestShortRounds : fewestRounds;
    let same = 0;
    while (same < pieces.length - period && pieces[pieces.length - 1 - same] === pieces[pieces.length - 1 - same - period]) same += 1;
    if (same >= period * (wanted - 1)) return same;
  }
  return 0;
}
