import type { Plugin } from "vite";

/** Languages the window speaks, as the interface library names its own words for them. */
const spoken = ["en-US", "es-ES"];

/** Leaves out the interface library's words in the thirty languages the window does not speak. */
export function leaveOutLanguages(): Plugin {
  return {
    name: "leave-out-languages",
    enforce: "pre",
    load(id) {
      const [, language] = /[/\\]intl[/\\](?:.*[/\\])?([a-z]{2}-[A-Z]{2})\.m?js$/.exec(id) ?? [];
      return language === undefined || spoken.includes(language) ? null : "export default {};";
    },
  };
}

/** A short number of a phrase (FNV-1a, 32 bits). It goes into the window as it stands here, so that both sides agree. */
function shortenPhrase(phrase: string): string {
  let hash = 0x81_1c_9d_c5;
  for (let at = 0; at < phrase.length; at += 1) hash = Math.imul(hash ^ phrase.charCodeAt(at), 0x01_00_01_93);
  return (hash >>> 0).toString(36);
}

/** Keys the Spanish catalogue by a short number of each English phrase: the phrases are in the code already. */
export function shortenCatalogue(): Plugin {
  return {
    name: "shorten-catalogue",
    enforce: "pre",
    load: (id) => (id.endsWith("/renderer/words/shorten-phrase.ts") ? `export ${shortenPhrase.toString()}` : null),
    transform(code, id) {
      if (!id.endsWith("/renderer/words/es.json")) return null;
      const words = JSON.parse(code) as Record<string, string>;
      const short = Object.fromEntries(Object.entries(words).map(([phrase, said]) => [shortenPhrase(phrase), said]));
      if (Object.keys(short).length !== Object.keys(words).length) this.error("Two phrases have the same number; a longer one is needed.");
      return { code: JSON.stringify(short), map: null };
    },
  };
}
