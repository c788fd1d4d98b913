const everyday = new Set(
  (
    "the a an and or but so of to in on at for from with by as is are was were be been am has have had do does did not no yes i you he she it we they me him her us them my your his its our their this that " +
    "there what when where who how if then than just about up out all can will would could should like know think said get got one pt patient denies reports history no w um uh yeah okay"
  ).split(" "),
);

/**
 * Plainly not English: the detector's words would see nothing, so nothing may be
 * sent (an unknown language fails closed). Short texts and texts that mix languages pass.
 */
export function isPlainlyForeign(text: string): boolean {
  const words = text.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? [];
  if (words.length < 40) {
    // writing without spaces: count letters instead
    const letters = text.match(/\p{L}/gu) ?? [];
    return letters.length >= 40 && letters.filter((letter) => /\p{Script=Latin}/u.test(letter)).length / letters.length < 0.5;
  }
  const latin = words.filter((word) => /^[\p{Script=Latin}\p{M}]+$/u.test(word)).length;
  if (latin / words.length < 0.7) return true;
  return words.filter((word) => everyday.has(word)).length / words.length < 0.09;
}
