// Promises: a draft says nothing that was not said; every sentence is checked against the lines it names.
// Callers: the drafting and preview workflows.
// Never: call a model, reach a network, or keep a word of a session.
export { createDraftParser } from "./draft-parser.ts";
export { checkEvidence, recheckSections } from "./evidence.ts";
export { draftOnDevice, extractiveMethod } from "./extractive.ts";
export { measureLikeness } from "./likeness.ts";
export { findProcedure } from "./procedure-codes.ts";
export { soundsLikeInstruction } from "./steering.ts";
export { buildDraftTask, buildRedraftTask, type RedraftWish } from "./tasks/draft-note.ts";
export { classifyTask, planProgressTask, secondLookTask, suggestCodesTask, summariseTask } from "./tasks/session-tasks.ts";
export { findTemplate, listTemplates } from "./templates.ts";
