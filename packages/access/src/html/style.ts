/** The style of the pages of this package: light, dark and print; colours by token. */

/** Dark tokens stand before the print block, which takes the light ones again: printing from a dark desktop gives a light page. */
export const STYLE: string = `:root{color-scheme:light dark;--paper:#fff;--ground:#f5f6f4;--ink:#1a2421;--muted:#55625d;--hair:#dfe4e1;--rule:#c3ccc8;--accent:#0f6b57;--fired:#a8321f;--caution:#7d5500;--human:#35589a;--h0:#f5f6f4;--h1:#e0efe9;--h2:#bfdfd4;--h3:#8cc4b2;--on:#17362e;--serif:"Iowan Old Style",Palatino,Georgia,"DejaVu Serif",serif;--sans:"Segoe UI","Helvetica Neue",Arial,"Liberation Sans",system-ui,sans-serif;--mono:ui-monospace,Menlo,Consolas,"DejaVu Sans Mono",monospace}
@media(prefers-color-scheme:dark){:root{--paper:#151a18;--ground:#0f1312;--ink:#e6ebe8;--muted:#a3b0aa;--hair:#2a332f;--rule:#3d4945;--accent:#5fc9ab;--fired:#f29383;--caution:#e6bd5f;--human:#9dbbf2;--h0:#1b211f;--h1:#1d3a33;--h2:#225247;--h3:#2a6d5d;--on:#e3f4ee}}
*,*::before,*::after{box-sizing:border-box}
html{background:var(--ground);color:var(--ink);font:1rem/1.55 var(--sans);-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;overflow-wrap:anywhere}
main{max-width:62rem;margin:0 auto;padding:2rem clamp(1rem,4vw,2.5rem) 3rem;background:var(--paper)}
h1{font:600 2.125rem/1.18 var(--serif);margin:0 0 .6rem;text-wrap:balance}
h2{font:600 1.375rem/1.3 var(--serif);margin:2.4rem 0 .5rem}
p,ul,ol,dl{margin:.4rem 0;max-width:46rem}
ul,ol{padding-left:1.3rem}
.muted,dt,caption,.small{color:var(--muted);font-size:.84375rem}
.vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.box{position:relative;overflow-x:auto;margin-top:.8rem}
:focus-visible{outline:3px solid var(--human);outline-offset:2px;border-radius:2px}
table{border-collapse:collapse;width:100%;font-size:.84375rem;font-variant-numeric:tabular-nums}
caption{text-align:left;padding-bottom:.5rem}
th,td{padding:.45rem .6rem;border-bottom:1px solid var(--hair);text-align:left;vertical-align:top;min-width:4.5rem;overflow-wrap:break-word}
td ul{list-style:none;margin:0;padding:0}time{white-space:nowrap}
thead th{border-bottom:1px solid var(--rule);vertical-align:bottom}
tbody th{font-weight:600;min-width:9rem}
td.cell{color:var(--on);background:var(--h0);border:2px solid var(--paper);text-align:center;font-family:var(--mono);letter-spacing:.08em}
td.l1{background:var(--h1)}td.l2{background:var(--h1)}td.l3{background:var(--h2)}td.l4,td.l5{background:var(--h3)}
td.cell.l4,td.cell.l5{font-weight:600}
code{font:.92em/1.4 var(--mono)}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1.2rem}dd{margin:0}
fieldset{border:0;margin:0;padding:0;min-width:11rem;display:flex;gap:1.1rem}
fieldset label{display:inline-flex;align-items:center;gap:.4rem;padding:.2rem 0}
input[type=radio]{accent-color:var(--accent);width:1.1rem;height:1.1rem;margin:0}
.flag{color:var(--fired);font-weight:600}.warn{color:var(--caution);font-weight:600}.calm{color:var(--muted)}
.sign{display:grid;grid-template-columns:1fr 1fr;gap:1.2rem 2rem;margin-top:1.2rem}.sign div{border-bottom:1px solid var(--ink);min-height:4.5rem;padding-top:.2rem}
.sign .wide{grid-column:1/-1}
button{font:inherit;padding:.55rem 1.4rem;border:1px solid var(--accent);border-radius:6px;background:var(--accent);color:var(--paper);cursor:pointer;margin-top:1.2rem}
.skip:not(:focus){position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
@media(max-width:30rem){.sign,dl{grid-template-columns:1fr}h1{font-size:1.6rem}}
@media print{:root{color-scheme:light;--paper:#fff;--ground:#fff;--ink:#111816;--muted:#4a5651;--hair:#d9dedb;--rule:#b9c2be;--accent:#0f6b57;--fired:#a8321f;--caution:#7d5500;--h0:#f5f6f4;--h1:#e0efe9;--h2:#bfdfd4;--h3:#8cc4b2;--on:#17362e}html{font-size:81.25%;print-color-adjust:exact;-webkit-print-color-adjust:exact}main{padding:0;max-width:none}.box{overflow:visible}tr,.sign,fieldset{break-inside:avoid}thead{display:table-header-group}button,.skip{display:none}@page{size:A4;margin:16mm;@bottom-right{content:counter(page) " / " counter(pages)}}}
`;
