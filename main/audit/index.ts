// Promises: every entry is canonical, linked to the one before, and of a known event without free text.
// Callers: the vault, which commits an entry with the act it records; verifiers, which need nothing else.
// Never: any I/O, a clock of its own, a name, an identifier or a sentence anybody spoke.
export { type Actor, type Entry, genesisHash, linkEntry, type Moment, type SealedEntry, type Statement, systemActor } from "./chain.ts";
export { type CheckpointKey, openCheckpoint, signCheckpoint } from "./checkpoint.ts";
export { type AuditEvent, type AuditEventName, auditEvents, event, outcomes } from "./events.ts";
export { createEvidence, type EvidenceSink } from "./evidence.ts";
export { type FhirAuditEvent, toFhirAuditEvent } from "./fhir-audit-event.ts";
export { readEndorsement, writeEndorsement } from "./follow-keys.ts";
export { checkConsistency, checkInclusion, createMerkleTree, hashLeaf } from "./merkle.ts";
export { checkProof, type Proof, ProofSchema } from "./proof-file.ts";
export { createProver, listConsistencyRuns, listInclusionRuns, proveConsistency, proveInclusion } from "./prove.ts";
export { readEntry } from "./read-entry.ts";
export { type ChainReport, createChainVerifier, formatHeadCode } from "./verify.ts";
export { type AnchoredReport, type AnchoredVerdict, createAnchoredVerifier, type LogStart } from "./verify-anchored.ts";
