import { dropInvisible, type Turn } from "../../shared/domain/transcript.ts";

/*
 * Words that speak to whoever writes the note instead of to the other person in the room. They may be
 * read aloud, or sit in an imported file. A model is told to take them for speech like any other; this
 * is the second line: what rests on such a line is never taken as said without a person looking.
 */

const writer =
  "(?:ai|a\\.i\\.|llm|gpt|claude|gemini|copilot|language model|chat ?bot|bot|assistant|scribe|model|note ?(?:taker|writer|bot)|software|program|system|computer|transcription(?:ist)?)";
const paper = "(?:notes?|chart|record|summary|assessment|plan|report|documentation|document|draft|output|reply|response|answer|file|section)";
const put =
  "(?:write|put|record|document|include|add|state|insert|output|print|enter|mention|list|append|fill|log|chart|report|copy|repeat|replace|change|set|mark|note)";
const rule =
  "(?:instructions?|rules?|prompts?|guidelines?|directions?|directives?|orders?|constraints?|safeguards?|policy|policies|guardrails?|training)";

const patterns: readonly RegExp[] = [
  new RegExp(`\\b(?:ignore|disregard|forget|override|overrule|bypass|drop|set aside|supersede|cancel|skip|break)\\b.{0,50}\\b${rule}\\b`),
  new RegExp(`\\b(?:new|updated|real|actual|true|following|special|secret|hidden|additional|revised|urgent|emergency)\\b.{0,20}\\b${rule}\\b`),
  /\b(?:system|developer|admin(?:istrator)?|root|debug|maintenance|jailbreak|unrestricted|god)\b.{0,12}\b(?:prompt|message|mode|override|note|notice|command|instruction|access)\b/,
  /<[/\s]*(?:system|instructions?|prompt|assistant|user|human|transcript|example|goals|tool|im_start|im_end|admin|note)\b[^>]*>|\[\/?(?:inst|sys|system|assistant)\]|<\|[a-z_]+\|>|^\s*(?:system|assistant|developer|instruction|human)\s*:|#{2,}\s*(?:instruction|system|task|end|begin|new)/,
  new RegExp(
    `\\byou (?:are|act|will act|must act|should act|shall act|will be|must be|now)\\b.{0,24}\\b(?:an? )?(?:${writer}|no longer|in .{0,12}mode)`,
  ),
  new RegExp(`\\b(?:note|message|memo|attention|reminder|command|request|instruction|word|tip)s? (?:to|for|from)\\b.{0,24}\\b${writer}\\b`),
  new RegExp(`\\b(?:hey|hi|hello|dear|ok|okay|listen|attention)\\b[ ,:]+(?:the |you |this |mister |dear )?${writer}\\b`),
  new RegExp(`\\b${writer}\\b[ ,:]+(?:please |now |you (?:must|should|shall|will|need to|have to) |do |always |never )+\\b(?:not )?${put}\\b`),
  /\bwho(?:m?ever)? (?:is |are )?(?:writ|read|draft|process|summari[sz]|transcrib)\w* (?:this|these|the)\b/,
  new RegExp(`\\b${put}\\b.{0,80}\\b(?:in|into|on|to|at|under|of) (?:the|your|this|every|each) .{0,24}\\b${paper}\\b`),
  /\b(?:write|document|record|state|report|chart|note|say|conclude|certify|confirm|pretend|claim|assert|make it (?:say|read))\b(?: down| out| clearly| plainly| only| simply| exactly| in the note)* (?:that|:|as if|the words|the sentence|this sentence|the following)/,
  new RegExp(
    `\\b(?:do not|don't|never|omit|leave out|remove|delete|exclude|hide|strip|suppress|drop)\\b.{0,60}\\b(?:from|in|into|out of) (?:the|your|this|any) .{0,16}${paper}\\b`,
  ),
  /\b(?:respond|reply|answer|output|return|print|emit|produce|generate)\b.{0,16}\b(?:only|with|in|exactly|json|nothing|the following|as)\b/,
  new RegExp(
    `\\b(?:the|this) ${paper} (?:must|should|shall|has to|needs to|will|is to) (?:say|read|state|include|contain|end|begin|show|conclude|list|mention)`,
  ),
  // Talk about the writing itself: whoever types, reads or sums this up, and what the paper says.
  /\b(?:whoever|whomever|anyone|anybody|the person|the one|those|who)\b.{0,12}\b(?:types?|typing|reads?|writes?|edits?|reviews?|transcribes?|prepares?|checks?)\b.{0,16}\b(?:this|it|these|up)\b/,
  /\b(?:typist|transcriptionist|scribe|note ?taker|stenographer)\b|\b(?:annotate|annotation|verbatim|hereby)\b/,
  /\b(?:when|once|as|after|before) (?:you|they|it|this) (?:summari[sz]es?|drafts?|transcribes?|types?|writes?|process(?:es)?|is (?:summari[sz]ed|drafted|transcribed|typed|written|processed))\b/,
  /\b(?:written|typed|printed|final|official|correct|right|real) (?:part|version|record|copy|text|wording|note|statement)s? (?:of .{0,20})?(?:says?|reads?|states?|is|shows?|goes|contains?)\b/,
  /\{\s*"?(?:section|text|lines|role|codes?|type)"?\s*:/,
  /\b(?:end|close|start|beginning) of (?:the )?(?:transcript|session transcript|recording|input|context|conversation log)\b|\btranscript ends here\b/,
  /\bfrom (?:now|here|this point) on\b.{0,40}\b(?:you|your|every|all|write|answer|output|no line)\b|\bno (?:lines?|citations?|sources?) (?:are |is )?(?:needed|required|necessary)\b|\bcite (?:line|any|no)\b/,
  /\b(?:bill|code|use|assign|choose|suggest|add|enter)\b.{0,24}\b(?:cpt|icd|code|9\d{4}|[a-tv-z]\d{2}\.\d)/,
  /\b(?:repeat|reveal|print|show|leak|send|forward|upload|post|e-?mail)\b.{0,40}\b(?:prompt|instructions|rules|names?|placeholders?|transcript|https?:)/,
  /\b(?:decode|base64|rot13|translate this and (?:do|follow)|follow it)\b|\b[A-Za-z0-9+/]{32,}={0,2}(?:\s|$)/,
  /\b(?:ignora|ignorez|ignoriere|olvida|oublie|vergiss|desconsidere|ignore[rz]?)\b.{0,40}\b(?:instruc\w+|anweisung\w*|consignes|reglas|r[eè]gles|regeln|anteriores|pr[eé]c[eé]dentes)\b|\b(?:escribe|escriba|[eé]crivez|schreibe?)\b.{0,20}\b(?:que|dass|nota|note|notiz)\b/,
];

/** The client speaking of "the client": nobody does, in a room. A clinician who dictates may. */
const asIfWritten = /\b(?:the|this) (?:client|patient|pt)\b/;

/** Whether a line's speaker speaks of themself as a note would. */
export function speaksLikeANote({ role, text }: Pick<Turn, "role" | "text">): boolean {
  return role === "client" && asIfWritten.test(text.toLowerCase());
}

const lookAlike: Readonly<Record<string, string>> = { "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", $: "s" };

/** Whether a line speaks to the writer of the note; also when its letters are spaced out, hidden or dressed up. */
export function soundsLikeInstruction(text: string): boolean {
  const plain = dropInvisible(text.normalize("NFKC")).replaceAll("’", "'").toLowerCase();
  if (patterns.some((pattern) => pattern.test(plain))) return !isBetweenPeople(plain);
  const joined = plain.replace(/\b(?:[a-z][ .\-_]){3,}[a-z]\b/g, (spaced) => spaced.replace(/[ .\-_]/g, ""));
  const undressed = joined.replace(/[a-z]*[013457@$][a-z@$013457]*[a-z][a-z@$013457]*/g, (word) =>
    word.replace(/[013457@$]/g, (letter) => lookAlike[letter] ?? letter),
  );
  return undressed !== plain && patterns.some((pattern) => pattern.test(undressed));
}

/** What two people promise or tell each other: "I'll put that in your chart", "I told him to ignore the rules". No order to a machine. */
function isBetweenPeople(plain: string): boolean {
  if (/\b(?:instructions?|prompt|ai|model|scribe|assistant)\b/.test(plain)) return false;
  const promise =
    /\b(?:i'll|i will|i'm going to|i am going to|let me|i can|i could|i have|i've|i did|i'd|we'll|we can|can i|should i|did you|do you|could you|would you|can you|will you)\b/;
  const retold = /\b(?:told|asked|taught|wanted|tells|asks|made|let|help(?:ed)?) (?:him|her|them|me|us|my|his|our|their)\b/;
  return promise.test(plain) ? !/\b(?:ignore|disregard|override)\b/.test(plain) : retold.test(plain);
}
