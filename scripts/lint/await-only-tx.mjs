// @ts-check
/**
 * A closure handed to the vault may await nothing but its own handle: `await store(tx, …)` or
 * `await tx.get(…)`. Anything else would hold a transaction open over the world outside.
 * @type {import("eslint").Rule.RuleModule}
 */
export const awaitOnlyTx = {
  meta: {
    type: "problem",
    schema: [],
    messages: { foreign: "Inside a vault closure only its handle may be awaited; do this before or after the transaction." },
  },
  create(context) {
    return {
      AwaitExpression(node) {
        const closure = findVaultClosure(node);
        if (closure === null) return;
        const handle = closure.params[0];
        if (handle?.type !== "Identifier" || mentions(node.argument, handle.name)) return;
        context.report({ node, messageId: "foreign" });
      },
    };
  },
};

/** The closure of `vault.read(…, fn)` or `vault.write(…, fn)` directly around a node, or null. @param {any} node */
function findVaultClosure(node) {
  for (let at = node.parent; at; at = at.parent) {
    if (at.type !== "ArrowFunctionExpression" && at.type !== "FunctionExpression" && at.type !== "FunctionDeclaration") continue;
    const call = at.parent;
    if (call?.type !== "CallExpression" || call.callee.type !== "MemberExpression" || !call.arguments.includes(at)) return null;
    const { object, property } = call.callee;
    const owner = object.type === "MemberExpression" ? object.property.name : object.name;
    return owner === "vault" && ["read", "write"].includes(property.name) ? at : null;
  }
  return null;
}

/** Whether an awaited call is on the handle or takes it. @param {any} node @param {string} name @returns {boolean} */
function mentions(node, name) {
  if (node.type !== "CallExpression") return false;
  const { callee } = node;
  if (callee.type === "MemberExpression" && callee.object.type === "Identifier" && callee.object.name === name) return true;
  return node.arguments.some((/** @type {any} */ argument) => argument.type === "Identifier" && argument.name === name);
}
