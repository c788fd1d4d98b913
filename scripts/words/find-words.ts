import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";

/** Words for people that are not asked of the catalogue yet, and what would ask for them. */
export interface BareWords {
  readonly file: string;
  readonly from: number;
  readonly to: number;
  /** The call that takes their place. */
  readonly instead: string;
}

const skippedFiles = /\/(words\/(language|say|index)\.ts|api\/|ui\/Mark\.tsx|recorder\/|vite-env)/;
/** Attributes that name things for the machine. */
const technicalAttributes =
  /^(className|type|id|name|role|variant|tone|size|align|justify|autoComplete|inputMode|slot|key|htmlFor|keys|rel|href|viewBox|d|fill|stroke|style|selectionMode|validationBehavior|method|xmlns|data-.*|aria-(live|current|pressed|expanded|hidden|controls|haspopup|busy|labelledby|describedby))$/;
/** Calls whose words are the machine's. */
const technicalCalls =
  /^(querySelector|querySelectorAll|closest|matches|matchMedia|addEventListener|removeEventListener|getElementById|createElement|setAttribute|getAttribute|startsWith|endsWith|includes|split|join|replace|replaceAll|test|exec|match|Error|TypeError|RegExp|CustomEvent|Event|UnreadableSound|useAsk|useChange|ask|on|toLocaleString|Intl|DateTimeFormat|NumberFormat|t|has|get|safeParse|parse)$/;

/** Finds them in the window's code. `root` is the folder of the project. */
export function findBareWords(root: string): BareWords[] {
  const config = ts.readConfigFile(join(root, "renderer", "tsconfig.json"), (path) => ts.sys.readFile(path)).config as object;
  const parsed = ts.parseJsonConfigFileContent(config, ts.sys, join(root, "renderer"));
  const program = ts.createProgram(parsed.fileNames, { ...parsed.options, noEmit: true });
  const checker = program.getTypeChecker();
  return program
    .getSourceFiles()
    .filter(({ fileName }) => fileName.startsWith(join(root, "renderer")) && !skippedFiles.test(fileName) && /\.tsx?$/.test(fileName))
    .flatMap((source) => findInFile(source, checker).map((found) => ({ ...found, file: relative(root, source.fileName) })));
}

function findInFile(source: ts.SourceFile, checker: ts.TypeChecker): Omit<BareWords, "file">[] {
  const found: Omit<BareWords, "file">[] = [];
  const text = source.text;

  /** An expression as it will stand, with the words inside it asked for too. */
  function rewrite(node: ts.Node): string {
    const inner: Omit<BareWords, "file">[] = [];
    visit(node, inner);
    let out = text.slice(node.getStart(source), node.end);
    for (const { from, to, instead } of [...inner].sort((a, b) => b.from - a.from))
      out = out.slice(0, from - node.getStart(source)) + instead + out.slice(to - node.getStart(source));
    return out;
  }

  function visit(node: ts.Node, into: Omit<BareWords, "file">[]): void {
    if (
      ts.isImportDeclaration(node) ||
      ts.isExportDeclaration(node) ||
      ts.isTypeNode(node) ||
      ts.isInterfaceDeclaration(node) ||
      ts.isTypeAliasDeclaration(node)
    )
      return;
    if (ts.isJsxElement(node) || ts.isJsxFragment(node)) {
      if (ts.isJsxElement(node)) visit(node.openingElement, into);
      visitChildren(node.children, into);
      return;
    }
    if (ts.isJsxAttribute(node) && technicalAttributes.test(node.name.getText(source))) return;
    if (ts.isStringLiteralLike(node) && isForPeople(node, node.text, source)) {
      const call = `t(${JSON.stringify(node.text)})`;
      into.push({ from: node.getStart(source), to: node.end, instead: ts.isJsxAttribute(node.parent) ? `{${call}}` : call });
      return;
    }
    if (ts.isTemplateExpression(node) && isForPeople(node, describe(node), source)) {
      const parts = [node.head.text];
      const names = new Names();
      for (const span of node.templateSpans) parts.push(`{${names.add(span.expression, rewrite(span.expression), source)}}`, span.literal.text);
      into.push({ from: node.getStart(source), to: node.end, instead: `t(${JSON.stringify(parts.join(""))}, ${names.write()})` });
      return;
    }
    ts.forEachChild(node, (child) => visit(child, into));
  }

  /** Runs of text and plain values among the children of an element become one phrase: a translator needs the whole. */
  function visitChildren(children: ts.NodeArray<ts.JsxChild>, into: Omit<BareWords, "file">[]): void {
    let run: ts.JsxChild[] = [];
    const flush = () => {
      settleRun(run, into);
      run = [];
    };
    for (const child of children) {
      if (ts.isJsxText(child) || isPlainValue(child)) run.push(child);
      else {
        flush();
        visit(child, into);
      }
    }
    flush();
  }

  function settleRun(run: readonly ts.JsxChild[], into: Omit<BareWords, "file">[]): void {
    while (run.length > 0 && !ts.isJsxText(run[0] as ts.Node) && !run.some((child) => ts.isJsxText(child) && /\p{L}/u.test(child.text))) {
      for (const child of run) visit(child, into);
      return;
    }
    if (!run.some((child) => ts.isJsxText(child) && /\p{L}{2}/u.test(child.text))) {
      for (const child of run) if (!ts.isJsxText(child)) visit(child, into);
      return;
    }
    const names = new Names();
    const phrase = run
      .map((child) => {
        if (ts.isJsxText(child)) return normalize(child.text);
        const expression = (child as ts.JsxExpression).expression;
        if (expression === undefined) return "";
        if (ts.isStringLiteral(expression)) return expression.text;
        return `{${names.add(expression, rewrite(expression), source)}}`;
      })
      .join("");
    const [, before = "", words = "", after = ""] = /^(\s*)([\s\S]*?)(\s*)$/.exec(phrase) ?? [];
    if (words === "") return;
    const first = run[0] as ts.JsxChild;
    const last = run.at(-1) as ts.JsxChild;
    const lead = ts.isJsxText(first) ? (/^\s*/.exec(first.text)?.[0] ?? "") : "";
    const trail = ts.isJsxText(last) ? (/\s*$/.exec(last.text)?.[0] ?? "") : "";
    const given = names.isEmpty ? "" : `, ${names.write()}`;
    const space = (wanted: string, raw: string) => (wanted === "" ? (raw.includes("\n") ? raw : "") : '{" "}');
    into.push({
      from: first.getFullStart(),
      to: last.end,
      instead: `${space(before, lead)}{t(${JSON.stringify(words)}${given})}${space(after, trail)}`,
    });
  }

  function isPlainValue(child: ts.JsxChild): boolean {
    if (!ts.isJsxExpression(child) || child.expression === undefined) return false;
    if (ts.isStringLiteral(child.expression)) return true;
    const type = checker.getTypeAtLocation(child.expression);
    const kinds = type.isUnion() ? type.types : [type];
    return kinds.every((kind) => (kind.flags & (ts.TypeFlags.StringLike | ts.TypeFlags.NumberLike)) !== 0);
  }

  visit(source, found);
  return found;
}

/** Line breaks between children are layout; spaces within a line are words' own. */
function normalize(text: string): string {
  const lines = text.split("\n");
  return lines
    .map((line, at) => {
      let out = line.replace(/\t/g, " ");
      if (at > 0) out = out.trimStart();
      if (at < lines.length - 1) out = out.trimEnd();
      return out;
    })
    .filter((line) => line !== "")
    .join(" ");
}

function describe(node: ts.TemplateExpression): string {
  return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join("x");
}

/** Whether a text is read by people: it has a space or a capital, and stands where people read. */
function isForPeople(node: ts.Node, text: string, source: ts.SourceFile): boolean {
  // Selectors and the path of a drawing are the machine's words, wherever they stand.
  if (!/\p{L}{2}/u.test(text) || /\[[a-z-]+=|^[.#][a-z]|^M[x\d]|h1v1/.test(text)) return false;
  if (!/^\p{Lu}\p{Ll}/u.test(text) && !/\p{L}[,.:;]? \p{L}|\p{L} x|x \p{L}/u.test(text)) return isCounted(node, source);
  const parent = node.parent;
  if (ts.isPropertyAssignment(parent) && (parent.name === node || /^(className|id|key|code)$/.test(parent.name.getText(source)))) return false;
  if (ts.isPropertyDeclaration(parent)) return false;
  if (ts.isBinaryExpression(parent) && /^(===|!==)$/.test(parent.operatorToken.getText(source))) return false;
  if (ts.isCaseClause(parent) || ts.isElementAccessExpression(parent) || ts.isLiteralTypeNode(parent)) return false;
  if (ts.isNewExpression(parent)) return !technicalCalls.test(parent.expression.getText(source).split(".").at(-1) ?? "");
  if (ts.isCallExpression(parent)) return !technicalCalls.test(parent.expression.getText(source).split(".").at(-1) ?? "");
  if (ts.isJsxAttribute(parent) || !isInCss(node)) return true;
  return false;
}

/** The one and the many of something that is counted. */
function isCounted(node: ts.Node, source: ts.SourceFile): boolean {
  return ts.isCallExpression(node.parent) && node.parent.expression.getText(source) === "formatSome";
}

function isInCss(node: ts.Node): boolean {
  return ts.findAncestor(node, (above) => ts.isJsxAttribute(above) && technicalAttributes.test(above.name.getText())) !== undefined;
}

/** Names for the values in a phrase, each once. */
class Names {
  readonly #given = new Map<string, string>();

  get isEmpty(): boolean {
    return this.#given.size === 0;
  }

  add(node: ts.Expression, written: string, source: ts.SourceFile): string {
    for (const [name, value] of this.#given) if (value === written) return name;
    const words = (node.getText(source).match(/[A-Za-z]{2,}/g) ?? []).filter(
      (word) => !/^(format|length|props|data|null|the|new|String|Math|round|slice|map|join)/.test(word),
    );
    const base = words.at(ts.isCallExpression(node) ? 0 : -1) ?? "value";
    let name = base.charAt(0).toLowerCase() + base.slice(1);
    for (let at = 2; this.#given.has(name); at += 1) name = `${base.charAt(0).toLowerCase()}${base.slice(1)}${at}`;
    this.#given.set(name, written);
    return name;
  }

  write(): string {
    return `{ ${[...this.#given].map(([name, value]) => (name === value ? name : `${name}: ${value}`)).join(", ")} }`;
  }
}

/** Every phrase the window asks the catalogue for, in the order it is met. */
export function listPhrases(root: string): string[] {
  const config = ts.readConfigFile(join(root, "renderer", "tsconfig.json"), (path) => ts.sys.readFile(path)).config as object;
  const { fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, join(root, "renderer"));
  const phrases = new Set<string>();
  for (const file of fileNames.filter((name) => name.startsWith(join(root, "renderer")))) {
    const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
    const look = (node: ts.Node): void => {
      if (ts.isCallExpression(node) && node.expression.getText(source) === "t") {
        const [first] = node.arguments;
        if (first !== undefined && ts.isStringLiteralLike(first)) phrases.add(first.text);
      }
      ts.forEachChild(node, look);
    };
    look(source);
  }
  return [...phrases];
}
