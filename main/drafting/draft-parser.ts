import { z } from "zod";
import type { Section, Sentence, Template } from "../../shared/domain/note.ts";
import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import { leaveOpen } from "./leave-open.ts";

const ReplyLineSchema = z.object({
  section: z.string(),
  text: z.string().trim().min(1).max(2_000),
  lines: z.array(z.int().min(1).max(100_000)).max(60),
});

const mostSentences = 400;
const mostBadShare = 0.2;
const longestLineChars = 20_000;

/** One sentence as it arrives, with the section it belongs to. */
export interface ArrivedSentence {
  readonly sectionId: string;
  readonly sentence: Sentence;
}

/**
 * Reads a vendor's reply while it streams: one JSON object a line. A line that is anything else is
 * counted, never shown; a reply that is mostly something else is refused whole.
 */
export function createDraftParser(template: Pick<Template, "sections">): {
  push(chunk: string): ArrivedSentence[];
  end(): Result<Section[], AppError>;
} {
  const sections = template.sections.map(({ id, title }) => ({ id, title, sentences: [] as Sentence[] }));
  let pending = "";
  let good = 0;
  let bad = 0;

  function readLine(line: string): ArrivedSentence[] {
    const trimmed = line.trim();
    if (trimmed === "" || /^`{3}\w*$/.test(trimmed)) return [];
    const parsed = ReplyLineSchema.safeParse(parseJson(trimmed));
    const section = parsed.success ? sections.find(({ id }) => id === parsed.data.section) : undefined;
    if (!parsed.success || section === undefined || good >= mostSentences) {
      bad += 1;
      return [];
    }
    good += 1;
    const { text, lines } = parsed.data;
    const key = `v${String(good).padStart(3, "0")}`;
    const sentence: Sentence = { key, text, source: "said", lines: [...new Set(lines)], review: null, doubts: [] };
    section.sentences.push(sentence);
    return [{ sectionId: section.id, sentence }];
  }

  return {
    push(chunk) {
      pending += chunk;
      const lines = pending.split("\n");
      pending = lines.pop() ?? "";
      if (pending.length > longestLineChars) {
        bad += 1;
        pending = "";
      }
      return lines.flatMap(readLine);
    },
    end() {
      readLine(pending);
      pending = "";
      if (good === 0 || bad / (good + bad) > mostBadShare) return err(failure("vendor.invalid-reply", { good, bad }));
      return ok(sections.map((section) => (section.sentences.length > 0 ? section : { ...section, sentences: [leaveOpen(section.id)] })));
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
