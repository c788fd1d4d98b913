/** How people are told whom no letter reaches (164.404(d)(2)). */
export type SubstituteNotice = "none" | "other-means" | "posting";

const postingFrom = 10;

/**
 * Fewer than ten without a good address: by telephone or another way. Ten or more: 90 days on the
 * home page or in major media, with a toll-free number for as long.
 */
export function chooseSubstitute(badAddresses: number): SubstituteNotice {
  if (badAddresses === 0) return "none";
  return badAddresses < postingFrom ? "other-means" : "posting";
}
