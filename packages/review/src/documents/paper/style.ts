/** How a paper looks: the colours of the dossier, on screens light and dark and on A4. */
import { TOKENS } from "../../dossier/style/tokens.ts";

const SCREEN = `*,*::before,*::after{box-sizing:border-box}
html{background:var(--ground);color:var(--ink);font:var(--s2)/1.6 var(--sans);-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;overflow-wrap:anywhere}
.sheet{max-width:62rem;margin:0 auto;padding:0 2.5rem;background:var(--paper)}
main.sheet{padding-top:2.4rem;padding-bottom:2rem}footer.sheet{padding-bottom:2.4rem;font-size:var(--s1);color:var(--muted)}
h1{font:600 1.85rem/1.25 var(--serif);letter-spacing:-.01em;text-wrap:balance;margin:0 0 1.2rem}
h2{font:600 var(--s4)/1.3 var(--serif);margin:2.6rem 0 .7rem;padding-top:1rem;border-top:1px solid var(--hair)}
h3{font:600 var(--s2)/1.4 var(--sans);margin:1.7rem 0 .4rem}
p{margin:.6rem 0;max-width:48rem;text-wrap:pretty}
ul{margin:.5rem 0 .9rem;padding-left:1.3rem;max-width:48rem}ul ul{margin:.15rem 0 .3rem}li{margin:.2rem 0}li::marker{color:var(--muted)}
code{font:.9em/1.4 var(--mono)}
.notice{padding:.75rem 1.1rem;border:1px dashed var(--caution);border-radius:6px;background:var(--caution-soft)}
.wide{position:relative;overflow-x:auto;margin:1rem 0 1.3rem}.wide:focus-visible{outline:3px solid var(--human);outline-offset:3px}
table{border-collapse:collapse;width:100%;min-width:34rem;font-size:var(--s1);font-variant-numeric:tabular-nums}
caption{text-align:left;font-weight:600;padding-bottom:.4rem}
th,td{text-align:left;vertical-align:top;padding:.5rem 1rem .5rem 0;border-bottom:1px solid var(--hair)}th:last-child,td:last-child{padding-right:0}
th,td{overflow-wrap:break-word}td code,th code{overflow-wrap:anywhere}th{font-weight:600}thead th{font-weight:400;color:var(--muted);border-bottom-color:var(--rule);}tbody th{min-width:8rem}
@media (max-width:48rem){.sheet{padding-left:1.1rem;padding-right:1.1rem}h1{font-size:1.5rem}}`;

const PAPER = `@media print{*{print-color-adjust:exact;-webkit-print-color-adjust:exact}html{background:none;line-height:1.45}
.sheet{max-width:none;padding:0}main.sheet{padding:0 0 1rem}h1{font-size:1.6rem}h2{margin-top:1.5rem;padding-top:.6rem}p,ul{max-width:none}.wide{overflow:visible}table{min-width:0}th,td{overflow-wrap:anywhere}
h1,h2,h3,caption{break-after:avoid}tr,li,.notice{break-inside:avoid}thead{display:table-header-group}}
@page{size:A4;margin:16mm 15mm;@bottom-right{content:counter(page) " / " counter(pages);font:8pt sans-serif;color:#4a5651}}`;

/** The whole style sheet. */
export const PAPER_STYLE: string = `${TOKENS}\n${SCREEN}\n${PAPER}`;
