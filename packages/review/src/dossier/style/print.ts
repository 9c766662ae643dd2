/** Paper: light, A4, no half-empty pages, and the declaration's hash at the foot of each sheet. */

const SHEETS = `@media print{*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
html{background:none}.sheet{max-width:none;padding:0}.switch,.toc,.skip,.screen{display:none}
.bar{padding-top:0}.title{padding:1.4rem 0 1.2rem}section{padding-top:2rem}
.wide{overflow:visible}.picture,.heat,.heat.many,.heat.crowd,.wide>.plain{min-width:0}.picture{max-height:92mm}.picture.tall{max-height:225mm}.heat.many td,.heat.crowd td{letter-spacing:0;text-indent:0}.heat.many thead th:first-child,.heat.crowd thead th:first-child{width:9rem}
h1,h2,h3,.lead,caption,.bar,.title{break-after:avoid}
figure,.verdict,.facts,.heat,.notice,.remarks>li,.questions>li,.lead,.sign,tr{break-inside:avoid}summary{break-after:avoid}.heat thead th{font-size:.72rem}details.rules{margin-top:.8rem}details.rules .plain{margin-top:0}details.rules .plain th,details.rules .plain td{padding-block:.28rem}
.remarks>li{padding:.75rem 0}thead{display:table-header-group}
details:not(.paper,.rest){display:none}.rest>summary{list-style:none;color:var(--muted)}details.paper::details-content{content-visibility:visible;height:auto;opacity:1}details.paper>summary{list-style:none;color:var(--ink);font-weight:600}
a{color:inherit;text-decoration:none}.lines:focus-visible{outline:none}}`;

/** @param hash - the declaration's SHA-256; printed on each sheet when it is 64 hexadecimal digits, left out otherwise */
export function printStyle(hash: string): string {
  const foot = /^[0-9a-f]{64}$/.test(hash)
    ? `@bottom-left{content:"Favorable  sha256 ${hash.slice(0, 16)}";font:8pt monospace;color:#4a5651}`
    : "";
  return `${SHEETS}
@page{size:A4;margin:17mm 15mm 18mm;${foot}@bottom-right{content:counter(page) " / " counter(pages);font:8pt sans-serif;color:#4a5651}}`;
}
