// Promises: every question of the window goes through one function, by a name of the contract.
// Callers: screens and the frame.
// Never: keep an answer beyond the session, or put anything but ids into a key that outlives it.
export * from "./audit.ts";
export * from "./breach.ts";
export { AskError, ask } from "./client.ts";
export * from "./clinic.ts";
export * from "./compliance.ts";
export * from "./disclosures.ts";
export { useBridgeEvent } from "./events.ts";
export { type Answers, useFirstAnswers } from "./first-answers.ts";
export { createMemory } from "./memory.ts";
export * from "./notes.ts";
export * from "./patients.ts";
export * from "./people.ts";
export * from "./rights.ts";
export * from "./security.ts";
export * from "./sound.ts";
export * from "./upkeep.ts";
export * from "./workspace.ts";
