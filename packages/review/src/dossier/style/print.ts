/** Paper: light, A4, no half-empty pages, and the declaration's hash at the foot of each sheet. */

const SHEETS = `@media print{*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
html{background:none;line-height:1.45}.sheet{max-width:none;padding:0}.switch,.toc,.skip,.screen{display:none}
.bar{padding:0 0 .6rem}.title{padding:.9rem 0}h1{font-size:1.75rem;margin:.3rem 0 .4rem}section{padding-top:1.6rem}h3{margin-top:1rem}.lead{margin-bottom:.7rem}
.verdict{padding:.8rem 1.2rem}.facts,.tally{margin-top:1rem}.notice{padding:.5rem .9rem;margin-top:.6rem}
.wide{overflow:visible;background:none}.picture,.heat,.heat.many,.heat.crowd,.wide>.plain{min-width:0}.picture{max-height:88mm}.picture.tall{max-height:225mm}.heat.many td,.heat.crowd td{letter-spacing:0;text-indent:0}.heat.many thead th:first-child,.heat.crowd thead th:first-child{width:9rem}
.heat td{height:1.8rem}.key{margin-top:.35rem}
h1,h2,h3,.lead:not(:last-child),caption,.bar,.title{break-after:avoid}
figure,.verdict,.facts,.heat,table.retention,table.sections,table.bases,table.whole,.notice,.remarks>li,.questions>li,.lead,.sign,footer,tr{break-inside:avoid}summary,footer{break-before:avoid}summary{break-after:avoid;break-before:auto}.heat thead th{font-size:.72rem}
details.rules{margin-top:.6rem}details.rules .plain{margin-top:0}.plain th,.plain td{padding-block:.3rem}details.rules .plain th,details.rules .plain td{padding-block:.16rem}
.remarks>li{padding:.5rem 0;grid-template-columns:7.5rem 1fr}.says{font-size:var(--s2);line-height:1.4;max-width:none}.how{margin-top:.2rem;font-size:var(--s1);line-height:1.4;max-width:none}.ref{margin-top:.15rem;max-width:none;font-size:.78rem}
.questions>li{padding:.5rem 0 .9rem;border-top:0}.choices{margin-top:.25rem}.fieldname{margin-top:.4rem}.lines.tall{min-height:3.9rem}.sign .short{min-height:3rem;line-height:1.5rem;background-position:0 1.5rem}.sign .one{min-height:1.4rem;line-height:1.4rem}.sign .fieldname{margin-top:.25rem}.sign .lead{max-width:none}footer p{max-width:none}.hashes{margin-bottom:.6rem;gap:.1rem 1.4rem}footer{margin-top:1.2rem;padding-top:.6rem}thead{display:table-header-group}
details:not(.paper,.rest){display:none}.rest>summary{list-style:none;color:var(--muted)}.wall>summary{color:inherit}details.paper::details-content{content-visibility:visible;height:auto;opacity:1}details.paper>summary{list-style:none;color:var(--ink);font-weight:600}
a{color:inherit;text-decoration:none}.lines:focus-visible{outline:none}}`;

/** @param hash - the declaration's SHA-256; printed on each sheet when it is 64 hexadecimal digits, left out otherwise */
export function printStyle(hash: string): string {
  const foot = /^[0-9a-f]{64}$/.test(hash)
    ? `@bottom-left{content:"Favorable  sha256 ${hash.slice(0, 16)}";font:8pt monospace;color:#4a5651}`
    : "";
  return `${SHEETS}
@page{size:A4;margin:14mm 14mm 15mm;${foot}@bottom-right{content:counter(page) " / " counter(pages);font:8pt sans-serif;color:#4a5651}}`;
}
