import type { z } from "zod";
import type { AppError } from "../errors.ts";
import type { Result } from "../result.ts";
import { appCalls } from "./app.ts";
import { auditCalls } from "./audit.ts";
import { breachCalls } from "./breach.ts";
import { complianceCalls } from "./compliance.ts";
import { conflictCalls } from "./conflicts.ts";
import { disclosureCalls } from "./disclosures.ts";
import { draftCalls } from "./drafts.ts";
import { emergencyCalls } from "./emergency.ts";
import { encounterCalls } from "./encounters.ts";
import type { EventName } from "./events.ts";
import { exportCalls } from "./exports.ts";
import { importCalls } from "./imports.ts";
import type { callNames, eventNames } from "./names.ts";
import { noteCalls } from "./notes.ts";
import { patientCalls } from "./patients.ts";
import { presenceCalls } from "./presence.ts";
import { rightsCalls } from "./rights.ts";
import { securityCalls } from "./security.ts";
import { soundCalls } from "./sound.ts";
import { stationCalls } from "./stations.ts";
import { taskCalls } from "./tasks.ts";
import { upkeepCalls } from "./upkeep.ts";
import { vendorCalls } from "./vendors.ts";
import { workspaceCalls } from "./workspace.ts";

/** The whole contract between the window and main: one page a privacy officer can read. */
export const contract = {
  ...appCalls,
  ...patientCalls,
  ...encounterCalls,
  ...soundCalls,
  ...draftCalls,
  ...noteCalls,
  ...complianceCalls,
  ...securityCalls,
  ...upkeepCalls,
  ...stationCalls,
  ...presenceCalls,
  ...conflictCalls,
  ...emergencyCalls,
  ...vendorCalls,
  ...taskCalls,
  ...auditCalls,
  ...breachCalls,
  ...disclosureCalls,
  ...workspaceCalls,
  ...rightsCalls,
  ...exportCalls,
  ...importCalls,
} as const;

export type Contract = typeof contract;
export type CallName = keyof Contract;
/** What a caller hands in, before parsing. */
export type CallInput<N extends CallName> = z.input<Contract[N]["input"]>;
/** What a workflow receives, after parsing. */
export type CallParsed<N extends CallName> = z.output<Contract[N]["input"]>;
export type CallOutput<N extends CallName> = z.output<Contract[N]["output"]>;
/** What crosses the bridge back. */
export type Reply<N extends CallName> = Result<CallOutput<N>, AppError>;

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;
// Fails to compile when the bridge's list of names and the contract differ.
void (true satisfies Same<(typeof callNames)[number], CallName>);
void (true satisfies Same<(typeof eventNames)[number], EventName>);
