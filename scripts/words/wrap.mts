import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { type BareWords, findBareWords } from "./find-words.ts";

/** Puts every word for people through the catalogue: run once after new screens were written. */
const root = process.cwd();
const byFile = new Map<string, BareWords[]>();
for (const found of findBareWords(root)) byFile.set(found.file, [...(byFile.get(found.file) ?? []), found]);
for (const [file, found] of byFile) {
  const path = join(root, file);
  let text = readFileSync(path, "utf8");
  for (const { from, to, instead } of [...found].sort((a, b) => b.from - a.from)) text = text.slice(0, from) + instead + text.slice(to);
  if (!/\bimport \{[^}]*\bt\b[^}]*\} from/.test(text)) {
    const to = relative(dirname(path), join(root, "renderer", "words", "language.ts"));
    text = `import { t } from "${to.startsWith(".") ? to : `./${to}`}";\n${text}`;
  }
  writeFileSync(path, text);
}
process.stdout.write(`${[...byFile.values()].reduce((sum, found) => sum + found.length, 0)} phrases in ${byFile.size} files.\n`);
