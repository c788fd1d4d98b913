import { ok } from "../../shared/result.ts";
import { event } from "../audit/index.ts";
import { nameActor } from "../session.ts";
import { listSnippets, removeSnippet, saveSnippet } from "../vault/stores/snippets.ts";
import type { Vault } from "../vault/vault.ts";
import type { Workflow } from "./workflow.ts";

/** One's own snippets. */
export function readSnippets({ vault }: { vault: Vault }): Workflow<"snippets.list"> {
  return (_input, { session }) =>
    vault.read(nameActor(session), event("snippets.listed", {}), async (tx) => ok({ snippets: await listSnippets(tx, session.user.id) }));
}

/** Keeps one, in place of one of the same name. */
export function keepSnippet({ vault }: { vault: Vault }): Workflow<"snippets.save"> {
  return (snippet, { session }) =>
    vault.write(nameActor(session), event("snippet.saved", { characters: snippet.text.length }), async (tx) => {
      await saveSnippet(tx, session.user.id, snippet);
      return ok({ snippets: await listSnippets(tx, session.user.id) });
    });
}

/** Takes one away. */
export function dropSnippet({ vault }: { vault: Vault }): Workflow<"snippets.remove"> {
  return ({ name }, { session }) =>
    vault.write(nameActor(session), event("snippet.removed", {}), async (tx) => {
      await removeSnippet(tx, session.user.id, name);
      return ok({ snippets: await listSnippets(tx, session.user.id) });
    });
}
