// Promises: what the breach rule asks of given facts, with its citation: secured or not, breach or not, what is due when.
// Callers: the breach workflow; tests, rule by rule.
// Never: read the record or a clock, decide for the assessor, or shorten what the rule leaves open.
export { addDays, countDays } from "./calendar.ts";
export { endOfHold, isHeld, settleDiscovery } from "./discovery.ts";
export { endOfAnnualLog, listDuties } from "./duties.ts";
export { type Gap, judge, type Standing } from "./outcome.ts";
export { examineProtection, type ProtectionFinding } from "./protection.ts";
export { chooseSubstitute, type SubstituteNotice } from "./substitute.ts";
