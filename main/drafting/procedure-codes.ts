import type { Procedure, SessionType } from "../../shared/domain/codes.ts";

const minuteMs = 60_000;

/** From so many minutes on (CPT's midpoint rule), individual psychotherapy counts as this code. */
const individual: readonly (readonly [fromMinutes: number, code: string])[] = [
  [53, "90837"],
  [38, "90834"],
  [16, "90832"],
];
const familyFromMinutes = 26;
const crisisFromMinutes = 30;
const crisisFirstMinutes = 74;
const crisisUnitMinutes = 30;

const none = { code: null, addOn: null } as const;

/**
 * The CPT psychotherapy code a session's own start and stop support: 90832 from 16 minutes, 90834
 * from 38, 90837 from 53; family therapy (90846, 90847) from 26; crisis (90839) from 30 with 90840
 * for each further half hour past 74; evaluation (90791) and group (90853) by kind. Rules, never a
 * model: a code is a claim.
 */
export function findProcedure(type: SessionType, startedAt: string, endedAt: string | null): Procedure {
  const minutes = endedAt === null ? null : Math.floor((Date.parse(endedAt) - Date.parse(startedAt)) / minuteMs);
  const counted = minutes === null || minutes < 0 ? null : minutes;
  if (type === "other") return { ...none, minutes: counted, why: "no-code" };
  if (type === "evaluation") return { code: "90791", addOn: null, minutes: counted, why: "by-kind" };
  if (type === "group") return { code: "90853", addOn: null, minutes: counted, why: "by-kind" };
  if (counted === null) return { ...none, minutes: null, why: "no-times" };
  return byTime(type, counted);
}

function byTime(type: Exclude<SessionType, "other" | "evaluation" | "group">, minutes: number): Procedure {
  const tooShort: Procedure = { ...none, minutes, why: "too-short" };
  const found = (code: string, addOn: Procedure["addOn"] = null): Procedure => ({ code, addOn, minutes, why: "by-time" });
  if (type === "individual") {
    const code = individual.find(([from]) => minutes >= from)?.[1];
    return code === undefined ? tooShort : found(code);
  }
  if (type === "crisis") {
    if (minutes < crisisFromMinutes) return tooShort;
    const units = minutes <= crisisFirstMinutes ? 0 : Math.ceil((minutes - crisisFirstMinutes) / crisisUnitMinutes);
    return found("90839", units === 0 ? null : { code: "90840", units });
  }
  return minutes < familyFromMinutes ? tooShort : found(type === "family-with-client" ? "90847" : "90846");
}
