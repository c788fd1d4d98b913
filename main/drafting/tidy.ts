const fillers = /(?:^|(?<=[\s,.]))(?:um+|uh+|uhm|erm?|hmm+|mm-?hmm|mhm|you know(?=\s*,)|i mean(?=\s*,))(?:\s*[,.])?(?=\s|$)/gi;

/**
 * Tidies a spoken sentence for print without touching its words: fillers out, stutters joined, blanks
 * before stops closed, a capital and a full stop. Every word that remains was said, in its order.
 */
export function tidySentence(spoken: string): string {
  const joined = spoken
    .replace(fillers, " ")
    .replace(/\b([\p{L}']{1,12})(?:\s*,?\s+\1\b)+/giu, "$1")
    .replace(/\s+([,.!?;:])/g, "$1")
    .replace(/([,;:])\1+/g, "$1")
    .replace(/^[\s,.;:–-]+/, "")
    .replace(/^(?:(?:so|and|but|well|okay|ok|alright|yeah|yes|right|oh|now|then)\b\s*,?\s+)+(?=\S+\s+\S+\s+\S+)/i, "")
    .replace(/\s+/g, " ")
    .replace(/\bi\b(?=\s|')/g, "I")
    .trim();
  if (joined === "") return "";
  const capital = joined.charAt(0).toUpperCase() + joined.slice(1);
  return /[.!?]$/.test(capital) ? capital : `${capital.replace(/[,;:]$/, "")}.`;
}
