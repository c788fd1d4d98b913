import type { Lexicon } from "../lexicon.ts";
import { gapBefore, type Page } from "../page.ts";
import { type DetectedSpan, makeSpan } from "../spans.ts";

const signs = new Set("dot period underscore dash hyphen plus".split(" "));
const endings = new Set("com net org edu gov io co uk us me info example health care gmail yahoo hotmail outlook icloud aol".split(" "));
const mailHosts = new Set("gmail yahoo hotmail outlook icloud aol example proton protonmail comcast fastmail msn live verizon att".split(" "));
const stops = new Set(
  "is it's its my at to the email e-mail address mail me on and or that's thats it uh um yeah so just lowercase all as contact reach use with has by through via".split(
    " ",
  ),
);
const joiner = /^[ ,.]{1,3}$/;

/** Walks left from `at` over the parts of a local part: names, letters, digits, "dot", "underscore". */
function walkLeft(page: Page, at: number, lexicon: Lexicon): number {
  let first = at;
  let needsSign = false;
  while (first > 0) {
    const token = page.tokens[first - 1];
    if (token === undefined || token.label || token.line !== page.tokens[at]?.line || !/^[ ,._-]{0,3}$/.test(gapBefore(page, first))) break;
    // The tail of a contraction ("it's") belongs to what is before it.
    if (/['’]$/.test(gapBefore(page, first - 1))) break;
    const word = token.fold;
    const sign = signs.has(word);
    if (!sign && stops.has(word)) break;
    const numberWord =
      /^(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)$/.test(
        word,
      );
    const short =
      token.text.length === 1 ||
      token.shape === "digits" ||
      numberWord ||
      lexicon.given.has(word) ||
      lexicon.family.has(word) ||
      !lexicon.english.has(word);
    if (needsSign && !sign && !short) break;
    if (at - first > 8) break;
    first -= 1;
    needsSign = !sign && !short ? true : !sign;
    if (!sign && !short && !signs.has(page.tokens[first - 1]?.fold ?? "")) break;
  }
  return first;
}

/** Walks right from `at` over "gmail dot com slash jane". Returns the index after the last part. */
function walkRight(page: Page, at: number): { to: number; hosts: boolean } {
  let to = at;
  let hosts = false;
  while (to < page.tokens.length && to - at < 12) {
    const token = page.tokens[to];
    if (
      token === undefined ||
      token.line !== page.tokens[at]?.line ||
      (to > at && !joiner.test(gapBefore(page, to)) && !/^[-._]$/.test(gapBefore(page, to)))
    )
      break;
    const previous = page.tokens[to - 1]?.fold ?? "";
    const isSign = token.fold === "dot" || token.fold === "slash" || token.fold === "dash" || token.fold === "underscore";
    if (to > at && !isSign && !(signs.has(previous) || previous === "slash" || gapBefore(page, to) === "." || gapBefore(page, to) === "-")) {
      // the path of a page is said as words: "slash jane doe therapy"
      const inPath = page.tokens.slice(Math.max(at, to - 2), to).some((part) => part.fold === "slash") && !stops.has(token.fold);
      if (!inPath && !endings.has(token.fold) && !page.tokens.slice(to, to + 2).some((next) => next.fold === "dot" || next.fold === "underscore"))
        break;
    }
    if (endings.has(token.fold) && (previous === "dot" || gapBefore(page, to) === ".")) hosts = true;
    to += 1;
  }
  while (to > at && /^(?:dot|slash|dash|underscore)$/.test(page.tokens[to - 1]?.fold ?? "")) to -= 1;
  return { to, hosts };
}

/** A user name said aloud: "rainy underscore jane", "sky underscore dash four ever". */
function findSpokenHandles(page: Page): DetectedSpan[] {
  const found: DetectedSpan[] = [];
  for (const token of page.tokens) {
    const before = page.tokens[token.index - 1];
    const dashed =
      token.fold === "dash" &&
      /\b(?:venmo|handle|user ?name|cash ?app|instagram|insta|snapchat|snap|tiktok|gamer ?tag|screen ?name|twitter|login)\b[^\n.]{0,30}$/i.test(
        page.text.slice(Math.max(0, token.start - 48), token.start),
      );
    if ((token.fold !== "underscore" && !dashed) || before === undefined || before.line !== token.line) continue;
    let last = token.index;
    while (
      /^(?:underscore|dash|dot|zero|oh|one|two|three|four|five|six|seven|eight|nine)$/.test(page.tokens[last + 1]?.fold ?? "") &&
      page.tokens[last + 1]?.line === token.line
    )
      last += 1;
    if (
      /^(?:underscore|dash|dot)$/.test(page.tokens[last]?.fold ?? "") &&
      page.tokens[last + 1]?.line === token.line &&
      /^[ ]$/.test(gapBefore(page, last + 1))
    )
      last += 1;
    found.push(makeSpan(before.start, page.tokens[last]?.end ?? token.end, "ID", 0.85, "spoken-pattern"));
  }
  return found;
}

/** E-mail addresses and web addresses said aloud: "jane dot doe at gmail dot com". */
export function findSpokenContacts(page: Page, lexicon: Lexicon): DetectedSpan[] {
  const found: DetectedSpan[] = [];
  for (const token of page.tokens) {
    if (token.fold === "at") {
      const next = page.tokens[token.index + 1];
      if (next === undefined || next.line !== token.line || !joiner.test(gapBefore(page, token.index + 1))) continue;
      const { to, hosts } = walkRight(page, token.index + 1);
      const left = walkLeft(page, token.index, lexicon);
      const bareHost = mailHosts.has(next.fold) && left < token.index && page.tokens.slice(left, token.index).some((part) => signs.has(part.fold));
      if (!hosts && !bareHost) continue;
      const start = page.tokens[Math.min(left, token.index)];
      const end = page.tokens[Math.max(to, token.index + 2) - 1];
      if (start !== undefined && end !== undefined) found.push(makeSpan(start.start, end.end, "EMAIL", 0.95, "spoken-pattern"));
    }
    if (token.fold === "dot" && endings.has(page.tokens[token.index + 1]?.fold ?? "") && page.tokens[token.index + 1]?.line === token.line) {
      let first = token.index - 1;
      const blog = page.text.slice(Math.max(0, token.start - 60), token.start).toLowerCase();
      const spread = /\b(?:blog|website|site|page|called|web address)\b/.test(blog) ? 4 : 1;
      while (
        first > 0 &&
        token.index - first < spread &&
        page.tokens[first - 1]?.line === token.line &&
        joiner.test(gapBefore(page, first)) &&
        !/[,.]/.test(gapBefore(page, first)) &&
        !/^(?:blog|website|site|page|called|is|my|it's|on|at|its|it|s|the|to)$/.test(page.tokens[first - 1]?.fold ?? "")
      )
        first -= 1;
      const { to } = walkRight(page, token.index);
      const start = page.tokens[first];
      const end = page.tokens[Math.max(to, token.index + 2) - 1];
      if (start !== undefined && end !== undefined && start.line === token.line)
        found.push(makeSpan(start.start, end.end, "URL", 0.85, "spoken-pattern"));
    }
  }
  return [...found, ...findSpokenHandles(page)];
}
