import type { Section } from "../../../shared/domain/note.ts";
import type { Likeness } from "../../../shared/domain/note-standing.ts";
import type { Instant } from "../../../shared/domain/time.ts";
import type { Turn } from "../../../shared/domain/transcript.ts";
import { t } from "../../words/language.ts";
import { countUnresolved, listSentences } from "./sentences.ts";
import { describeSpan, formatDay } from "./session-times.ts";

/** One line of the checklist before signing. Only "stop" keeps the note from being signed. */
export interface SignCheck {
  readonly id: string;
  readonly weight: "good" | "look" | "stop";
  readonly words: string;
}

/** From here on a note reads as copied, to a payer and to the next clinician. */
export const likenessWorthALook = 0.4;

/** What stands between a draft and a signature, in the order it is read. */
export function checkForSigning(
  sections: readonly Section[],
  session: { readonly startedAt: Instant; readonly endedAt: Instant | null; readonly patientName: string },
  turns: readonly Turn[],
  likest: Pick<Likeness, "share" | "startedAt"> | null,
): SignCheck[] {
  const unresolved = countUnresolved(sections);
  const empty = sections.filter((section) => section.sentences.length === 0).map((section) => section.title);
  const unknown = turns.filter((turn) => turn.role === "unknown").length;
  const checks: SignCheck[] = [
    unresolved === 0
      ? { id: "settled", weight: "good", words: t("Every sentence is settled.") }
      : {
          id: "settled",
          weight: "stop",
          words: t("{unresolved} {need} you first.", { unresolved, need: unresolved === 1 ? t("sentence needs") : t("sentences need") }),
        },
    { id: "session", weight: "good", words: `${session.patientName}, ${formatDay(session.startedAt)}.` },
    session.endedAt === null
      ? {
          id: "times",
          weight: "look",
          words: t("Session {describeSpan}; no end time is recorded.", { describeSpan: describeSpan(session.startedAt, null) }),
        }
      : { id: "times", weight: "good", words: t("Session {describeSpan}.", { describeSpan: describeSpan(session.startedAt, session.endedAt) }) },
  ];
  if (listSentences(sections).length === 0) checks.push({ id: "empty", weight: "stop", words: t("The note is empty.") });
  else if (empty.length > 0) checks.push({ id: "empty", weight: "look", words: t("Nothing written under {empty}.", { empty: empty.join(", ") }) });
  if (likest !== null && likest.share >= likenessWorthALook)
    checks.push({
      id: "likeness",
      weight: "look",
      words: t("{likest} % of it stands word for word in the note of {likest2}.", {
        likest: Math.round(likest.share * 100),
        likest2: formatDay(likest.startedAt),
      }),
    });
  if (unknown > 0)
    checks.push({
      id: "speakers",
      weight: "look",
      words: t("{unknown} {have} no known speaker.", { unknown, have: unknown === 1 ? t("line has") : t("lines have") }),
    });
  return checks;
}
