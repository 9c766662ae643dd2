/** The sheet: type, head, verdict, facts, tables. */

export const PAGE: string = `*,*::before,*::after{box-sizing:border-box}
html{background:var(--ground);color:var(--ink);font:var(--s2)/1.6 var(--sans);-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;overflow-wrap:anywhere}
h1,h2,h3,p,ul,ol,dl,dd,figure,table,fieldset{margin:0;padding:0}
fieldset{border:0;min-width:0}
ul,ol{list-style:none}
a{color:var(--accent);text-underline-offset:.2em;text-decoration-thickness:1px}
:focus-visible{outline:3px solid var(--human);outline-offset:3px;border-radius:2px}
.sheet{max-width:62rem;margin:0 auto;padding:0 2.5rem 3rem;background:var(--paper)}
.vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip:not(:focus){position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.skip:focus{position:absolute;z-index:2;margin:.5rem;padding:.5rem 1rem;background:var(--paper)}
.bar{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;align-items:center;justify-content:space-between;padding:1.1rem 0;border-bottom:1px solid var(--hair);font-size:var(--s1);color:var(--muted)}
.bar strong{color:var(--ink);letter-spacing:.02em;margin-right:.35rem}
.switch{position:relative;display:inline-flex;padding:2px;border:1px solid var(--rule);border-radius:999px}
.switch label{padding:.15rem .9rem;border-radius:999px;cursor:pointer;color:var(--ink)}
.switch input{position:absolute;opacity:0;width:1px;height:1px;margin:0}
.switch label:has(:checked){background:var(--ink);color:var(--paper)}
.switch label:has(:focus-visible){outline:3px solid var(--human);outline-offset:2px}
:root:has(#lang-fr:checked) article[lang="en"],:root:has(#lang-en:checked) article[lang="fr"]{display:none}
.title{padding:2.6rem 0 1.7rem}
.kicker{font-size:var(--s1);color:var(--muted)}
h1{font:600 var(--s5)/1.18 var(--serif);letter-spacing:-.012em;text-wrap:balance;max-width:24em;margin:.55rem 0 .8rem}
.by{font-size:var(--s3);max-width:46rem}
.verdict{display:grid;grid-template-columns:auto 1fr auto;gap:1rem 1.3rem;align-items:center;padding:1.3rem 1.6rem 1.3rem 1.4rem;border-left:5px solid var(--tone);background:var(--tone-soft);border-radius:0 6px 6px 0}
.o-favorable{--tone:var(--accent);--tone-soft:var(--accent-soft)}.o-favorable-with-conditions{--tone:var(--caution);--tone-soft:var(--caution-soft)}
.o-unfavorable{--tone:var(--fired);--tone-soft:var(--fired-soft)}.o-incomplete{--tone:var(--human);--tone-soft:var(--human-soft)}
.seal{width:2.75rem;height:2.75rem;flex:none;stroke:var(--tone);fill:none;stroke-width:2.5;stroke-linecap:round;stroke-linejoin:round}
.verdict h2{font:600 1.6rem/1.2 var(--serif);margin:0}
.verdict p{margin-top:.2rem;max-width:34rem}
.counts{display:flex;gap:1.5rem;margin-left:1rem;align-items:start}
.counts li{text-align:right;font-size:var(--s1);line-height:1.25;max-width:6rem;text-wrap:balance}
.counts b{display:block;font:600 1.75rem/1.1 var(--serif);font-variant-numeric:lining-nums tabular-nums}
.notice{display:flex;gap:.8rem;margin-top:.9rem;padding:.75rem 1.1rem;border:1px dashed var(--caution);border-radius:6px;font-size:var(--s1)}
.notice b{color:var(--caution)}
.facts{display:grid;grid-template-columns:repeat(4,1fr);gap:1.1rem 2rem;margin-top:1.7rem}
.facts dt{font-size:var(--s1);color:var(--muted)}
.facts dd{font-weight:600}.facts dd span{display:block}
.facts .more{font-weight:400;font-size:var(--s1)}
.facts .warn{color:var(--caution)}.facts .bad{color:var(--fired)}
code{font:.92em/1.4 var(--mono)}
.tally{margin-top:1.9rem}
.tally>svg{display:block;width:100%;height:12px;border-radius:3px}
.key{display:flex;flex-wrap:wrap;gap:.3rem 1.5rem;margin-top:.65rem;font-size:var(--s1);color:var(--muted)}
.key b{color:var(--ink);font-variant-numeric:tabular-nums;font-weight:600}
.key svg{width:18px;height:12px;margin-right:.45rem;vertical-align:-1px;overflow:visible}
.toc{margin-top:2rem;padding:.85rem 0;border-block:1px solid var(--hair);font-size:var(--s1)}
.toc ol{display:flex;flex-wrap:wrap;gap:.3rem 1.8rem}
section{padding-top:3rem}
h2{font:600 var(--s4)/1.3 var(--serif);letter-spacing:-.005em;margin-bottom:.35rem}
h3{font:600 var(--s2)/1.4 var(--sans);margin:1.8rem 0 .35rem}
.lead,.note,.says,.lifts,footer p{text-wrap:pretty}
.lead{max-width:46rem;color:var(--muted);margin-bottom:1.35rem}
.lead.above{margin-top:2.2rem}
h3+.lead{margin-bottom:.9rem;font-size:var(--s1)}
.note{margin-top:.8rem;font-size:var(--s1);color:var(--muted);max-width:50rem}
.alarm{color:var(--fired);font-weight:600}
table{border-collapse:collapse;width:100%;font-size:var(--s1);font-variant-numeric:tabular-nums}
caption{text-align:left;color:var(--ink);font-weight:600;padding-bottom:.4rem}
th{font-weight:600;text-align:left}
.plain{margin-top:1rem}
.plain th,.plain td{padding:.5rem 1.2rem .5rem 0;border-bottom:1px solid var(--hair);vertical-align:top}
.plain thead th{border-bottom-color:var(--rule);color:var(--muted);font-weight:400;overflow-wrap:normal}
.plain th:last-child,.plain td:last-child{padding-right:0}
.plain .num{text-align:right}.plain .num:not(:last-child){padding-right:2rem}.plain .zero{color:var(--muted)}.plain tbody th:first-child{min-width:8rem}
.plain .state-overdue{color:var(--fired);font-weight:600}.plain .state-unstated{color:var(--caution)}
.wide{position:relative;overflow-x:auto;background:linear-gradient(to right,var(--paper) 40%,transparent),linear-gradient(to left,var(--paper) 40%,transparent) 100% 0,linear-gradient(to right,var(--rule),transparent),linear-gradient(to left,var(--rule),transparent) 100% 0;background-repeat:no-repeat;background-size:44px 100%,44px 100%,16px 100%,16px 100%;background-attachment:local,local,scroll,scroll}
.wide>.plain{min-width:34rem}
details{margin-top:1rem;font-size:var(--s1)}
summary{cursor:pointer;color:var(--accent);width:fit-content;padding:.15rem 0}
footer{margin-top:3.2rem;padding-top:1.2rem;border-top:1px solid var(--hair);font-size:var(--s1);color:var(--muted)}
footer p{max-width:50rem}
@media (max-width:48rem){.sheet{padding:0 1.1rem 2rem}h1{font-size:1.65rem}.title{padding-top:1.7rem}section{padding-top:2.3rem}
.verdict{grid-template-columns:auto 1fr}.counts{grid-column:1/-1;margin:0;flex-wrap:wrap}.counts li{text-align:left}.facts{grid-template-columns:repeat(2,1fr)}}`;
