import type { Template, TemplateStyle } from "../../shared/domain/note.ts";

const section = (id: string, title: string, guidance: string) => ({ id, title, guidance });

const plan = section("plan", "Plan", "What was agreed: interventions, homework, medication changes, referrals, next session.");
const assessment = section("assessment", "Assessment", "The clinician's own stated view: progress, risk as discussed, diagnosis as stated.");

/** How a note is written where nobody has said otherwise. */
export const usualStyle: TemplateStyle = { length: "standard", quote: "sparing", voice: "client" };

/** The note formats mental-health clinics use. Section titles and guidance are templates, never PHI. */
const templates: readonly Omit<Template, "style">[] = [
  {
    id: "soap",
    name: "SOAP",
    version: 1,
    sections: [
      section("subjective", "Subjective", "What the client reports: concerns, symptoms, events, mood, sleep, substances, medication, risk."),
      section("objective", "Objective", "What was observed or measured in the session: presentation as described, scores, vital signs, findings."),
      assessment,
      plan,
    ],
  },
  {
    id: "dap",
    name: "DAP",
    version: 1,
    sections: [section("data", "Data", "What the client reported and what was observed, with scores."), assessment, plan],
  },
  {
    id: "birp",
    name: "BIRP",
    version: 1,
    sections: [
      section("behavior", "Behavior", "What the client reported and how they presented."),
      section("intervention", "Intervention", "What the clinician did in the session."),
      section("response", "Response", "How the client responded."),
      plan,
    ],
  },
  {
    id: "girp",
    name: "GIRP",
    version: 1,
    sections: [
      section("goals", "Goals", "Goals of treatment the session worked on."),
      section("intervention", "Intervention", "What the clinician did in the session."),
      section("response", "Response", "How the client responded, with what they reported."),
      plan,
    ],
  },
  {
    id: "pirp",
    name: "PIRP",
    version: 1,
    sections: [
      section("problem", "Problem", "The problem the session worked on, in the client's words."),
      section("intervention", "Intervention", "What the clinician did in the session."),
      section("response", "Response", "How the client responded."),
      plan,
    ],
  },
  {
    id: "intake",
    name: "Intake",
    version: 1,
    sections: [
      section("presenting", "Presenting concern", "Why the client came, in their words."),
      section("history", "History", "Psychiatric, medical, family, social and substance history as told."),
      section("observations", "Observations and risk", "Presentation, scores and risk as discussed."),
      assessment,
      plan,
    ],
  },
  {
    id: "psychiatric-follow-up",
    name: "Psychiatric follow-up",
    version: 1,
    sections: [
      section("interval", "Interval history", "What changed since the last visit: symptoms, sleep, functioning, events, substances."),
      section("medication", "Medication", "Medication as taken, effects, side effects and adherence, with doses as stated."),
      section("observations", "Mental status and risk", "Presentation as described, scores, vital signs, and risk as discussed."),
      assessment,
      plan,
    ],
  },
  {
    id: "treatment-plan",
    name: "Treatment plan",
    version: 1,
    sections: [
      section("problem", "Problems", "The problems treatment addresses."),
      section("goals", "Goals", "Goals in the client's words."),
      section("intervention", "Interventions", "Methods agreed."),
      plan,
    ],
  },
  {
    id: "discharge",
    name: "Discharge",
    version: 1,
    sections: [
      section("history", "Course of treatment", "What was worked on."),
      section("response", "Response", "Progress and present state."),
      plan,
    ],
  },
];

/** Every template. */
export function listTemplates(): readonly Template[] {
  return templates.map((template) => ({ ...template, style: usualStyle }));
}

/** One template by id. */
export function findTemplate(id: string): Template | undefined {
  return listTemplates().find((template) => template.id === id);
}
