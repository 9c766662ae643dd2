/** The SVG pictures and the swatches of their keys. Every colour is a token, so dark mode and print cost nothing. */

export const PICTURES: string = `.picture{display:block;width:100%;min-width:46rem;height:auto;font-family:var(--sans);overflow:visible}
.picture text{font-size:13.5px;fill:var(--ink)}
.picture .small,.picture .axis text,.picture .head text{font-size:12px;fill:var(--muted)}
.picture .strong{font-weight:600}
.picture .halo{paint-order:stroke;stroke:var(--paper);stroke-width:4px;stroke-linejoin:round}
.tone-0{--c:var(--accent)}.tone-1{--c:var(--second)}.tone-2{--c:var(--caution)}.tone-3{--c:var(--human)}.tone-special{--c:var(--health)}.tone-plain{--c:var(--muted)}
.node,.key rect[class^="tone"]{fill:var(--c)}
.link{stroke:var(--c);stroke-opacity:.18;fill:none}.link.tone-1,.link.tone-2,.link.tone-3{stroke-opacity:.36}.link.tone-special{stroke-opacity:.25}
.axis line{stroke:var(--hair)}.axis line.year,.axis line.base{stroke:var(--rule)}
.sep{stroke:var(--hair)}
.kept{fill:var(--accent)}.oldest{fill:var(--paper);stroke:var(--accent);stroke-width:2.5px}.oldest.late{fill:var(--paper);stroke:var(--fired)}
.span{fill:var(--accent);fill-opacity:.3}.cap{stroke:var(--accent);stroke-width:3px}.cap.late{stroke:var(--fired)}
.floor{fill:var(--second);fill-opacity:.3}.floorend{fill:none;stroke:var(--second);stroke-width:2.5px}.open{fill:none;stroke:var(--second);stroke-width:1.5px}
.late{fill:var(--fired)}.hatch{fill:var(--rule)}.key .hatch{fill:var(--ground);stroke:var(--muted);stroke-dasharray:2 2}.unknown{stroke:var(--rule)}
.picture .state-overdue{fill:var(--fired);font-weight:600}.picture .state-within,.picture .state-empty{fill:var(--accent)}.picture .state-unstated{fill:var(--caution)}
.today{stroke:var(--ink);stroke-width:1.25px;stroke-dasharray:3 3}.picture .todaylabel{font-size:12px;font-weight:600}
.line{fill:none;stroke:var(--accent);stroke-width:2.25px}.fill{fill:var(--accent);fill-opacity:.1}
.witness{fill:var(--accent);stroke:var(--paper);stroke-width:2px}.point{fill:var(--paper);stroke:var(--accent);stroke-width:2.25px}
.event{stroke:var(--muted);stroke-dasharray:2 3}`;
