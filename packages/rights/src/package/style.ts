/** The page's one style sheet: light and dark, screen and paper. */

export const STYLE: string = `:root{color-scheme:light dark;--ground:#f4f5f3;--paper:#fff;--ink:#1c2321;--muted:#4d5754;--hair:#c9cfcc;--accent:#0b5d4e}
@media (prefers-color-scheme:dark){:root{--ground:#121615;--paper:#1a201e;--ink:#e8ecea;--muted:#b0bab6;--hair:#3b4542;--accent:#7fd6c2}}
*,*::before,*::after{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.55 system-ui,sans-serif;overflow-wrap:anywhere}
main,header,footer{max-width:58rem;margin:0 auto;padding:1rem 1.5rem;background:var(--paper)}
h1{font-size:1.75rem;line-height:1.2;margin:.5rem 0}h2{font-size:1.3rem;margin:2rem 0 .5rem;border-top:1px solid var(--hair);padding-top:1rem}h3{font-size:1.05rem;margin:1.2rem 0 .4rem}
a{color:var(--accent)}:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.5rem 1rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem;margin:.5rem 0}dt{color:var(--muted)}dd{margin:0}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;margin:.5rem 0 1rem;font-size:.95rem}caption{text-align:left;font-weight:600;padding:.3rem 0}
th,td{text-align:left;vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid var(--hair)}thead th{color:var(--muted)}
.muted{color:var(--muted)}pre{white-space:pre-wrap;margin:0;font:inherit}
@media print{:root{--ground:#fff;--paper:#fff;--ink:#000;--muted:#333;--hair:#999;--accent:#000}nav,.skip{display:none}main,header,footer{max-width:none;padding:0}tr{break-inside:avoid}h2,h3,caption{break-after:avoid}.scroll{overflow:visible}}`;
