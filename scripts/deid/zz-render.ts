import { readFileSync, writeFileSync } from "node:fs";
import { createChance } from "./corpus/chance.ts";
import { readExcerpts, renderExcerpt } from "./corpus/render.ts";
const chance = createChance(77);
const types="NAME DATE AGE90 LOCATION ORG PHONE FAX EMAIL URL IP SSN MRN HEALTHPLAN ACCOUNT LICENSE VEHICLE DEVICE BIOMETRIC ID".split(" ");
for (const f of process.argv.slice(2)) { const ex = readExcerpts(readFileSync(`scripts/deid/corpus/texts/${f}.txt`,"utf8")); const out:string[]=[];
 for (let c=0;c<4;c++) for (const [i,e] of ex.entries()) out.push(JSON.stringify({...renderExcerpt(e,chance,`${f}-${i}-${c}`),annotated:types}));
 writeFileSync(`/tmp/own-${f}.jsonl`, out.join("\n")); }
