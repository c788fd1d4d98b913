const stopWords = new Set(
  (
    "a about above after again all also am an and any are as at be because been before being between both but by can could did do does doing done down each else ever few for from further get gets getting go goes going gonna got had has have having he her here hers him his how i if in into is it its just kind know let like little lot make many may me mean more most much my myself no nor not now of off oh ok okay on once one only or other our out over own part per please put quite rather really right said same say she should so some sort still such sure take tell than that the their them then there these they thing things think this those though through to today too um uh uhm up us very was way we well were what when where which while who whom why will with would yeah yes you your yours yourself " +
    "i'm i've i'd i'll you're you've you'd you'll he's she's it's we're we've they're they've that's there's what's let's don't doesn't didn't can't couldn't won't wouldn't isn't aren't wasn't weren't hasn't haven't hadn't shouldn't mm hmm huh alright mhm yep nope"
  ).split(" "),
);

const token = /[\p{L}\p{N}]+(?:['’][\p{L}]+)?|\[[A-Z_]+_\d+\]/gu;

/** Splits text into words; placeholders stay whole. */
export function listWords(text: string): string[] {
  return (text.match(token) ?? []).map((word) => (word.startsWith("[") ? word : word.toLowerCase().replaceAll("’", "'")));
}

/** The words that carry meaning, cut to a stem. */
export function listStems(text: string): string[] {
  return listWords(text)
    .filter((word) => !stopWords.has(word))
    .map(stem);
}

/** Cuts common endings so that "sleeping", "sleeps" and "sleep" meet. */
export function stem(word: string): string {
  if (word.startsWith("[") || word.length < 5 || /\d/.test(word)) return word;
  const cut = word
    .replace(/'s$/, "")
    .replace(/(ies|ied)$/, "y")
    .replace(/(ations?|ational)$/, "ate")
    .replace(/(?:ing|edly|ed|es|ly|s)$/, "");
  return cut.length < 3 ? word : cut.replace(/([^aeiouls])\1$/, "$1").replace(/e$/, "");
}

const stops = /(?:(?:Dr|Mr|Mrs|Ms|vs|e\.g|i\.e|\d)\.(?=\s?\S)|[^.!?])+[.!?]*/gi;

/** Words that open a new thought in speech written down without stops. */
const openers =
  /\s+(?=(?:okay|ok|alright|all right|so|well|yeah|but|because)\b|(?:and )?(?:do|does|did|have|has|are|is|any|when|what|how) (?:you|it|the|there|your|anyone|that|he|she|they|this)\b|(?:and )?(?:i|we)(?:'m| am|'ve| have|'ll| will| had| was| feel| felt| think| want| would|'d| do| can| took| take| get| got| went)\b)/gi;

const longestRunWords = 30;
const shortestPieceWords = 5;

/** Splits a turn into sentences; speech written down without stops is split where a new thought opens. */
export function splitSentences(text: string): string[] {
  const sentences = (text.match(stops) ?? [text]).map((sentence) => sentence.trim()).filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
  return sentences.flatMap((sentence) => (sentence.split(/\s+/).length <= longestRunWords ? [sentence] : splitRun(sentence)));
}

function splitRun(sentence: string): string[] {
  const pieces: string[] = [];
  for (const part of sentence.split(openers)) {
    const last = pieces.at(-1);
    if (last !== undefined && (last.split(/\s+/).length < shortestPieceWords || part.split(/\s+/).length < shortestPieceWords))
      pieces[pieces.length - 1] = `${last} ${part}`;
    else pieces.push(part);
  }
  return pieces;
}
