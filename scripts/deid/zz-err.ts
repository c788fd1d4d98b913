import { readFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { createDetector, nothingKnown } from "/work/wt-deid/main/deid/index.ts";
import { readWeights } from "/work/wt-deid/main/deid/tagger/model.ts";
const [w, file, what, n] = process.argv.slice(2);
const bytes = readFileSync(w+"/tagger-weights.bin");
const tagger = readWeights(bytes, createHash("sha256").update(bytes).digest("hex"))!;
const d = createDetector({ tagger, referenceYear: 2026 });
let out: string[] = [];
for (const l of readFileSync(file,"utf8").split("\n")) { if (!l) continue; const r = JSON.parse(l);
  const sp = d.detect(r.text, nothingKnown);
  const ctx=(s:any)=>r.text.slice(Math.max(0,s.start-40),s.start).replace(/\n/g,"⏎")+"[["+r.text.slice(s.start,s.end).replace(/\n/g,"⏎")+"]]"+r.text.slice(s.end,s.end+30).replace(/\n/g,"⏎");
  if (what==="fp") for (const s of sp) { if (!r.spans.some((g:any)=>g.start<s.end&&s.start<g.end)) out.push(`${s.type} ${s.why.join(",")} ${s.confidence.toFixed(2)} | ${ctx(s)}`); }
  else for (const g of r.spans) { if (g.type==="_IGNORE"||g.type==="CHARACTERISTIC") continue; 
     const words=[...r.text.slice(g.start,g.end).matchAll(/[\p{L}\p{N}]+/gu)].map(m=>[g.start+m.index!,g.start+m.index!+m[0].length]);
     if (!words.every(([a,b])=>sp.some(s=>s.start<b&&a<s.end))) out.push(`${g.type} | ${ctx(g)}`); }
}
console.log(out.length); const k=Number(n??40); const step=Math.max(1,out.length/k); for(let i=0;i<out.length;i+=step) console.log(out[Math.floor(i)]);
