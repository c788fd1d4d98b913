/** A gold record of the evaluation format: offsets in UTF-16 units, end-exclusive. */
export interface GoldRecord {
  readonly id: string;
  readonly text: string;
  readonly spans: readonly { readonly start: number; readonly end: number; readonly type: string }[];
  readonly annotated?: readonly string[];
}
interface Span {
  readonly start: number;
  readonly end: number;
  readonly type: string;
}

export interface GroupScore {
  readonly gold: number;
  readonly predicted: number;
  readonly tokenRecall: number | null;
  readonly tokenPrecision: number | null;
  readonly tokenF1: number | null;
  readonly spanCoveredRecall: number | null;
  readonly spanExactRecall: number | null;
  readonly spanExactPrecision: number | null;
  readonly spanOverlapPrecision: number | null;
}
export interface Evaluation {
  readonly documents: number;
  readonly documentsWithIdentifiers: number;
  readonly documentsWithALeak: number;
  readonly hardNegatives: number;
  readonly hardNegativesTouched: number;
  readonly characters: number;
  readonly charactersPerSecond: number;
  readonly overall: GroupScore;
  readonly groups: Readonly<Record<string, GroupScore>>;
  /** By the type of the gold span: how much of each class is hidden by anything. */
  readonly types: Readonly<Record<string, { readonly gold: number; readonly covered: number; readonly tokenRecall: number | null }>>;
}

const groups: Readonly<Record<string, string>> = {
  LOCATION: "PLACE",
  ORG: "PLACE",
  HOSPITAL: "PLACE",
  ZIP: "PLACE",
  ADDRESS: "PLACE",
  PHONE: "CONTACT",
  FAX: "CONTACT",
  EMAIL: "CONTACT",
  URL: "CONTACT",
  IP: "CONTACT",
  SSN: "ID",
  MRN: "ID",
  HEALTHPLAN: "ID",
  ACCOUNT: "ID",
  LICENSE: "ID",
  VEHICLE: "ID",
  DEVICE: "ID",
  BIOMETRIC: "ID",
};
const groupOf = (type: string): string => groups[type] ?? type;
const isIgnored = (type: string): boolean => type === "_IGNORE" || type === "CHARACTERISTIC";

interface Tally {
  gold: number;
  exact: number;
  covered: number;
  goldTokens: number;
  hidden: number;
  predicted: number;
  predictedExact: number;
  predictedOverlap: number;
  predictedTokens: number;
  right: number;
}
const blank = (): Tally => ({
  gold: 0,
  exact: 0,
  covered: 0,
  goldTokens: 0,
  hidden: 0,
  predicted: 0,
  predictedExact: 0,
  predictedOverlap: 0,
  predictedTokens: 0,
  right: 0,
});
const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
const overlaps = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;

/** Words of letters and digits: the unit of token recall. */
function readTokens(text: string): [number, number][] {
  return [...text.matchAll(/[\p{L}\p{N}]+/gu)].map((match) => [match.index, match.index + match[0].length]);
}

/** Labels tokens by the first span that touches them. */
function mark(tokens: readonly [number, number][], spans: readonly Span[], label: (span: Span) => string): (string | undefined)[] {
  const labels: (string | undefined)[] = new Array<string | undefined>(tokens.length).fill(undefined);
  for (const span of spans) {
    tokens.forEach(([start, end], index) => {
      if (end > span.start && start < span.end) labels[index] ??= label(span);
    });
  }
  return labels;
}

function toScore(tally: Tally): GroupScore {
  const recall = share(tally.hidden, tally.goldTokens);
  const precision = share(tally.right, tally.predictedTokens);
  const f1 = recall && precision ? (2 * recall * precision) / (recall + precision) : recall === null || precision === null ? null : 0;
  return {
    gold: tally.gold,
    predicted: tally.predicted,
    tokenRecall: recall,
    tokenPrecision: precision,
    tokenF1: f1,
    spanCoveredRecall: share(tally.covered, tally.gold),
    spanExactRecall: share(tally.exact, tally.gold),
    spanExactPrecision: share(tally.predictedExact, tally.predicted),
    spanOverlapPrecision: share(tally.predictedOverlap, tally.predicted),
  };
}

/** Scores one record into the tallies; returns whether it leaks. */
function scoreRecord(
  record: GoldRecord,
  raw: readonly Span[],
  annotated: ReadonlySet<string>,
  tallies: (group: string) => Tally[],
  typeTally: (type: string) => Tally,
): boolean {
  const ignored = record.spans.filter((span) => isIgnored(span.type));
  const gold = record.spans.filter((span) => !isIgnored(span.type));
  const predicted = raw.filter((span) => annotated.has(groupOf(span.type)) && span.end > span.start);
  const tokens = readTokens(record.text);
  const hidden = mark(tokens, raw, () => "x");
  const goldLabels = mark(tokens, gold, (span) => groupOf(span.type));
  const predictedLabels = mark(tokens, predicted, (span) => groupOf(span.type));
  const ignoredLabels = mark(tokens, ignored, () => "x");
  tokens.forEach((_, index) => {
    const own = goldLabels[index];
    // any redaction hides, also one of a group this corpus does not annotate
    if (own !== undefined)
      for (const tally of tallies(own)) {
        tally.goldTokens += 1;
        if (hidden[index] !== undefined) tally.hidden += 1;
      }
    const said = predictedLabels[index];
    if (said !== undefined && ignoredLabels[index] === undefined)
      for (const tally of tallies(said)) {
        tally.predictedTokens += 1;
        if (own !== undefined) tally.right += 1;
      }
  });
  let leaks = false;
  for (const span of gold) {
    const inside = tokens.map(([start, end], index) => (end > span.start && start < span.end ? index : -1)).filter((index) => index >= 0);
    const covered = inside.every((index) => hidden[index] !== undefined);
    leaks ||= !covered;
    const own = typeTally(span.type);
    own.gold += 1;
    own.goldTokens += inside.length;
    own.hidden += inside.filter((index) => hidden[index] !== undefined).length;
    if (covered) own.covered += 1;
    const exact = raw.some((other) => other.start === span.start && other.end === span.end);
    for (const tally of tallies(groupOf(span.type))) {
      tally.gold += 1;
      if (covered) tally.covered += 1;
      if (exact) tally.exact += 1;
    }
  }
  for (const span of predicted) {
    const hits = gold.some((other) => overlaps(other, span));
    if (!hits && ignored.some((other) => overlaps(other, span))) continue;
    const exact = gold.some((other) => other.start === span.start && other.end === span.end);
    for (const tally of tallies(groupOf(span.type))) {
      tally.predicted += 1;
      if (exact) tally.predictedExact += 1;
      if (hits) tally.predictedOverlap += 1;
    }
  }
  return leaks;
}

/**
 * Scores a detector: token recall is the share of gold tokens hidden by any prediction, token
 * precision the share of predicted tokens (of the groups the corpus annotates) inside gold.
 */
export function evaluate(records: readonly GoldRecord[], detect: (text: string) => readonly Span[], clock: () => number): Evaluation {
  const annotated = new Set(
    records
      .flatMap((record) => record.annotated ?? record.spans.map((span) => span.type))
      .filter((type) => !isIgnored(type))
      .map(groupOf),
  );
  const overall = blank();
  const byGroup = new Map<string, Tally>();
  const tallies = (group: string): Tally[] => {
    const tally = byGroup.get(group) ?? blank();
    byGroup.set(group, tally);
    return [overall, tally];
  };
  const byType = new Map<string, Tally>();
  const typeTally = (type: string): Tally => {
    const tally = byType.get(type) ?? blank();
    byType.set(type, tally);
    return tally;
  };
  let characters = 0;
  let elapsedMs = 0;
  let withGold = 0;
  let leaking = 0;
  let touched = 0;
  for (const record of records) {
    const before = clock();
    const raw = detect(record.text);
    elapsedMs += clock() - before;
    characters += record.text.length;
    const leaks = scoreRecord(record, raw, annotated, tallies, typeTally);
    if (record.spans.some((span) => !isIgnored(span.type))) {
      withGold += 1;
      if (leaks) leaking += 1;
    } else if (raw.some((span) => !record.spans.some((other) => overlaps(other, span)))) touched += 1;
  }
  return {
    documents: records.length,
    documentsWithIdentifiers: withGold,
    documentsWithALeak: leaking,
    hardNegatives: records.length - withGold,
    hardNegativesTouched: touched,
    characters,
    charactersPerSecond: elapsedMs === 0 ? 0 : Math.round(characters / (elapsedMs / 1000)),
    overall: toScore(overall),
    groups: Object.fromEntries([...byGroup].sort(([a], [b]) => (a < b ? -1 : 1)).map(([group, tally]) => [group, toScore(tally)])),
    types: Object.fromEntries(
      [...byType]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([type, { gold, covered, hidden, goldTokens }]) => [type, { gold, covered, tokenRecall: share(hidden, goldTokens) }]),
    ),
  };
}
