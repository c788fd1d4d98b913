import { auditCalls } from "../shared/contract/audit.ts";
import { breachCalls } from "../shared/contract/breach.ts";
import { disclosureCalls } from "../shared/contract/disclosures.ts";
import { exportCalls } from "../shared/contract/exports.ts";
import { importCalls } from "../shared/contract/imports.ts";
import { rightsCalls } from "../shared/contract/rights.ts";
import { workspaceCalls } from "../shared/contract/workspace.ts";
import type { ComplianceParts } from "./compose-compliance.ts";
import type { RightsParts } from "./compose-rights.ts";
import type { WorkspaceParts } from "./compose-workspace.ts";
import { composeLater } from "./ipc/compose-later.ts";
import type { RecordDoor } from "./vault/record-door.ts";

type AnswersParts = RightsParts & Omit<ComplianceParts & WorkspaceParts, "vault"> & { readonly door: RecordDoor };

/** The parts of the composition root that only somebody signed in asks: the work on a note, the officers, the patients' rights. */
export function composeAnswers(parts: AnswersParts) {
  const held = { ...parts, vault: parts.door.vault };
  let quietRights: () => Promise<void> = async () => undefined;
  let forgetImports: (sessionId: string) => void = () => undefined;
  const workspace = composeLater(workspaceCalls, async () => (await import("./compose-workspace.ts")).composeWorkspace(held));
  const compliance = composeLater({ ...auditCalls, ...breachCalls, ...disclosureCalls }, async () =>
    (await import("./compose-compliance.ts")).composeCompliance(held),
  );
  const rights = composeLater({ ...rightsCalls, ...exportCalls, ...importCalls }, async () => {
    const { composeRights } = await import("./compose-rights.ts");
    const built = composeRights(parts);
    quietRights = built.quiet;
    forgetImports = built.forget;
    return built.handlers;
  });
  return {
    handlers: { ...workspace, ...compliance, ...rights },
    /** What must not be cut in half comes to rest, where it was begun at all. */
    quiet: () => quietRights(),
    /** What a person was shown of files of their own goes with their session. */
    forget: (sessionId: string) => forgetImports(sessionId),
  };
}
