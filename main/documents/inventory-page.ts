import type { Asset, Flow, Inventory } from "../../shared/domain/inventory.ts";
import { type Html, html } from "./html.ts";
import { printStyle } from "./print-style.ts";

const classes: Readonly<Record<Flow["dataClass"], string>> = {
  identified: "identified PHI",
  "identifiers-removed": "identifiers removed",
  "no-phi": "no PHI",
};
const states: Readonly<Record<Asset["state"], string>> = { "in-use": "in use", closed: "closed", absent: "not there" };
const box = { width: 216, height: 44, gap: 18, left: 20, right: 464 };

/** The technology asset inventory and the map of where PHI may go, as one page to print and to sign off each year. */
export function writeInventory(inventory: Inventory): Html {
  const { clinicName, madeAt, appVersion, runtime, policyOwner, people, assets, flows } = inventory;
  return html`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Technology asset inventory and data-flow map</title>
<style>${printStyle} svg { inline-size: 100%; block-size: auto; } svg text { font: 11px sans-serif; } .closed { opacity: 0.55; }</style></head><body>
<p class="small">${clinicName} · Chartwell ${appVersion} · ${runtime}${policyOwner === "" ? "" : ` · policy set by ${policyOwner}`}</p>
<h1>Technology asset inventory and data-flow map</h1>
<p>Drawn on ${madeAt.slice(0, 10)} from the configuration in force on this computer. Look it over at least every twelve months and after every change (proposed 45 CFR 164.308(a)(1), 90 FR 898).</p>
<h2>Where information may go</h2>${drawMap(assets, flows)}
<table><thead><tr><th scope="col">From</th><th scope="col">To</th><th scope="col">What</th><th scope="col">Class</th><th scope="col">Basis</th><th scope="col">Open</th></tr></thead><tbody>
${flows.map((flow) => html`<tr><td>${nameOf(assets, flow.from)}</td><td>${nameOf(assets, flow.to)}</td><td>${flow.carries.join(", ")}</td><td>${classes[flow.dataClass]}</td><td>${flow.basis}</td><td>${flow.open ? "yes" : "no"}</td></tr>`)}
</tbody></table>
<h2>What there is</h2>
<table><thead><tr><th scope="col">What</th><th scope="col">Where</th><th scope="col">Holds</th><th scope="col">Safeguards</th><th scope="col">State</th></tr></thead><tbody>
${assets.map((asset) => html`<tr><td>${asset.name}</td><td>${asset.place}</td><td>${asset.holds}</td><td>${asset.safeguards.join("; ")}</td><td>${states[asset.state]}</td></tr>`)}
</tbody></table>
<h2>Who has access</h2><p>${people.map(({ role, count }) => `${role}: ${count}`).join(", ")}</p>
</body></html>`;
}

/** The record on the left, everything it may go to on the right; a closed way is dashed and says so. */
function drawMap(assets: readonly Asset[], flows: readonly Flow[]): Html {
  const ways = [...new Set(flows.map(({ from, to }) => (to === "workstation" ? from : to)))];
  const height = Math.max(1, ways.length) * (box.height + box.gap) + box.gap;
  const middle = height / 2;
  const lines = ways.map((id, index) => {
    const top = box.gap + index * (box.height + box.gap);
    const y = top + box.height / 2;
    const along = flows.filter(({ from, to }) => to === id || from === id);
    const open = along.some((flow) => flow.open);
    const inward = along.some(({ to }) => to === "workstation");
    const [first] = along;
    const label = `${first === undefined ? "" : classes[first.dataClass]}${open ? "" : ", closed"}`;
    const from = { x: box.left + box.width, y: middle };
    const dash = open ? "" : "6 5";
    return html`<g class="${open ? "open" : "closed"}"><path d="M${from.x} ${from.y} C${from.x + 90} ${from.y} ${box.right - 90} ${y} ${box.right} ${y}" fill="none" stroke="#4c4740" stroke-width="1.4" stroke-dasharray="${dash}" marker-end="${inward ? "" : "url(#tip)"}" marker-start="${inward ? "url(#tip)" : ""}"/>
<rect x="${box.right}" y="${top}" width="${box.width}" height="${box.height}" rx="6" fill="#f6f2ea" stroke="#8a8174"/>
<text x="${box.right + 12}" y="${top + 19}">${nameOf(assets, id)}</text><text x="${box.right + 12}" y="${top + 35}" fill="#4c4740">${label}</text></g>`;
  });
  return html`<svg viewBox="0 0 700 ${height}" role="img" aria-label="Map of where information may go; the table below says the same"><defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path d="M0 0L8 4L0 8z" fill="#4c4740"/></marker></defs>
${lines}<rect x="${box.left}" y="${middle - 34}" width="${box.width}" height="68" rx="6" fill="#e7f0ec" stroke="#3d6b5c"/>
<text x="${box.left + 12}" y="${middle - 6}">The clinic's record</text><text x="${box.left + 12}" y="${middle + 12}" fill="#4c4740">on this computer, encrypted</text></svg>`;
}

function nameOf(assets: readonly Asset[], id: string): string {
  return assets.find((asset) => asset.id === id)?.name ?? id;
}
