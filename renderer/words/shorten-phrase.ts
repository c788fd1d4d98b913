/** The key of a phrase in the catalogue. In the source it is the phrase; the build puts a short number here and in the catalogue. */
export function shortenPhrase(phrase: string): string {
  return phrase;
}
