/** Remarks, questions, matrix, rules, signature. */

export const PARTS_STYLE: string = `.remarks>li{display:grid;grid-template-columns:8.5rem 1fr;gap:.2rem 1.4rem;padding:1.05rem 0;border-top:1px solid var(--hair)}
.remarks>li:first-child{border-top-color:var(--rule)}.remarks>li:last-child{border-bottom:1px solid var(--rule)}
.word{display:inline-block;justify-self:start;align-self:start;padding:.05rem .6rem;border-radius:3px;font-size:var(--s1);font-weight:600;background:var(--tone-soft);color:var(--tone)}
.k-blocks{--tone:var(--paper);--tone-soft:var(--fired)}.k-modifies,.k-asks,.s-fired{--tone:var(--fired);--tone-soft:var(--fired-soft)}
.k-considers,.k-stresses,.s-not-assessable{--tone:var(--caution);--tone-soft:var(--caution-soft)}.k-recalls,.s-satisfied,.s-reminded{--tone:var(--accent);--tone-soft:var(--accent-soft)}
.k-notes,.s-human{--tone:var(--human);--tone-soft:var(--human-soft)}
.blocking{display:block;margin-top:.25rem;font-size:.75rem;color:var(--fired);font-weight:600}
.how details{margin:.15rem 0 0;font-size:inherit}.how .wall{display:inline-block;margin:0}.wall>summary{color:inherit}
.says{font:var(--s3)/1.5 var(--serif);max-width:42rem}
.how{display:grid;grid-template-columns:6rem 1fr;gap:.1rem .9rem;margin-top:.45rem;max-width:42rem;font-size:.9375rem}
.how dt{color:var(--muted)}
.how li+li{margin-top:.15rem}
.inline li{display:inline}.inline li:not(:last-child)::after{content:", "}
.ref{margin-top:.4rem;font-size:var(--s1);color:var(--muted);max-width:42rem}
.questions>li{padding:1.2rem 0 1.5rem;border-top:1px solid var(--hair)}
.choices{display:flex;flex-wrap:wrap;gap:.2rem 1.6rem;margin-top:.7rem;font-size:var(--s1)}
.choices legend{float:left;padding:0;margin-right:1.6rem;color:var(--muted)}
.choices label{display:inline-flex;align-items:center;gap:.45rem;cursor:pointer;min-height:1.6rem}
.choices input{accent-color:var(--accent);width:1rem;height:1rem;margin:0}
.lines{margin-top:.35rem;padding:0 .2rem;line-height:1.75rem;border-bottom:1px solid var(--rule)}
.lines.short{min-height:3.5rem;background:linear-gradient(var(--rule),var(--rule)) 0 1.75rem/100% 1px no-repeat}.lines.one{min-height:1.75rem}.lines.tall{min-height:7rem;border:1px solid var(--rule);border-radius:4px}
.lines.one,.lines.tall{padding-inline:.5rem}
.fieldname{display:block;margin-top:.9rem;font-size:var(--s1);color:var(--muted)}
.heat{min-width:44rem;table-layout:fixed;border-collapse:separate;border-spacing:3px}
.heat.many{min-width:66rem}.heat.crowd{min-width:96rem}
.heat thead th{padding:0 .4rem .5rem;vertical-align:bottom;text-align:center;line-height:1.3;hyphens:auto}
.heat thead th:first-child{width:15rem;text-align:left;padding-left:0}
.heat thead small{display:block;font-size:.75rem;font-weight:400;color:var(--muted)}
.heat tbody th{padding:.15rem .8rem .15rem 0;font-weight:400;line-height:1.35}
.heat td{height:2.35rem;padding:0;text-align:center;border-radius:3px;font:600 var(--s1)/1 var(--mono);letter-spacing:.28em;text-indent:.28em;color:var(--on-low)}
.heat .none{color:var(--muted);font-weight:400}
.heat .undecided{background:var(--caution-soft);color:var(--caution)}
.h0{background:var(--heat0)}.h1{background:var(--heat1)}.h2{background:var(--heat2)}.h3{background:var(--heat3)}.h4{background:var(--heat4)}.h5{background:var(--heat5)}
.heat .h4,.heat .h5{color:var(--on-high)}
.heat .cond{box-shadow:inset 0 0 0 2px var(--human),inset 0 0 0 3.5px var(--paper)}
.tag{display:inline-block;margin-left:.2rem;padding:0 .5rem;border-radius:3px;font-size:.75rem;line-height:1.35rem;background:var(--health-soft);color:var(--health)}
.tag.locked{background:var(--human-soft);color:var(--human)}
.mark{color:var(--tone);font-weight:600}
.strip{width:9rem;height:10px;display:block;margin-top:.35rem}
.t-fired{fill:var(--fired)}.t-reminded{fill:var(--heat3)}.t-satisfied{fill:var(--accent)}.t-not-assessable{fill:var(--caution)}.t-human{fill:var(--human)}
details.rules{margin-top:.3rem}details.rules[open]{margin-bottom:1.2rem}.sections+*{margin-top:1rem}.sections thead td{border-bottom:1px solid var(--rule)}
.retention th:first-child{width:36%}.bases th:first-child{width:40%}
.excluded{font-size:var(--s1)}.excluded dt{margin-top:.5rem;font-weight:600}
details.rules table{table-layout:fixed}details.rules th:nth-child(1):not(:only-child),details.rules td:nth-child(1){width:8rem}details.rules th:nth-child(3),details.rules td:nth-child(3){width:27%}details.rules th:nth-child(4),details.rules td:nth-child(4){width:6.5rem}
.rules .what{font-weight:400}details.rules tbody th:first-child code{overflow-wrap:anywhere}
.rules code{color:var(--muted)}
.hashes{display:grid;grid-template-columns:auto 1fr;gap:.25rem 1.4rem;font-size:var(--s1);margin-bottom:1.2rem}
.hashes dt{color:var(--muted)}
.signing{display:grid;grid-template-columns:1fr 1fr;gap:0 2.5rem}
.signing .whole{grid-column:1/-1}
@media screen and (min-width:48rem){.heat tbody th,.heat thead th:first-child{position:sticky;left:0;z-index:1;background:var(--paper)}}
@media (max-width:48rem){.heat thead th:first-child{width:9.5rem}.remarks>li,.signing,.hashes,.how{grid-template-columns:1fr}.how dd+dt,.hashes dd+dt{margin-top:.35rem}}
@media (forced-colors:active){.heat td,.word,.tag,.verdict,.notice{border:1px solid CanvasText}.switch label:has(:checked){outline:2px solid Highlight}}`;
