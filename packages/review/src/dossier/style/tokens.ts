/** Colours, type and sizes: the only place where one is written. Text pairs reach a contrast of 4.5 in each palette (WCAG 2.2, 1.4.3). */

const LIGHT = `--paper:#ffffff;--ground:#f5f6f4;--ink:#1a2421;--muted:#55625d;--hair:#dfe4e1;--rule:#c3ccc8;
--accent:#0f6b57;--accent-soft:#e3f1ec;--second:#4a57a8;--second-soft:#e9ebf7;--health:#a8501a;--health-soft:#fbeee4;
--fired:#a8321f;--fired-soft:#fbeae6;--caution:#7d5500;--caution-soft:#fbf1d9;--human:#35589a;--human-soft:#e8eef9;
--heat0:#f5f6f4;--heat1:#e0efe9;--heat2:#bfdfd4;--heat3:#8cc4b2;--heat4:#27786a;--heat5:#0f5d4b;--on-low:#17362e;--on-high:#ffffff;`;

const DARK = `--paper:#151a18;--ground:#0f1312;--ink:#e6ebe8;--muted:#a3b0aa;--hair:#2a332f;--rule:#3d4945;
--accent:#5fc9ab;--accent-soft:#17302a;--second:#a3aef2;--second-soft:#20243f;--health:#eda572;--health-soft:#3a2718;
--fired:#f29383;--fired-soft:#3b1f1a;--caution:#e6bd5f;--caution-soft:#352a12;--human:#9dbbf2;--human-soft:#1c2740;
--heat0:#1b211f;--heat1:#1d3a33;--heat2:#225247;--heat3:#2a6d5d;--heat4:#58b89d;--heat5:#93e0c8;--on-low:#e3f4ee;--on-high:#08231c;`;

const PRINT = "--ground:#ffffff;--ink:#111816;--muted:#4a5651;--hair:#d9dedb;--rule:#b9c2be;";

/**
 * The three palettes. Print stands last and repeats the light one: a page printed from a dark desktop is light.
 * `system-ui` comes last in its list: first, it is a wide face on a bare Linux.
 */
export const TOKENS: string = `:root{color-scheme:light dark;${LIGHT}
--serif:"Iowan Old Style","Palatino Linotype",Palatino,"URW Palladio L",P052,"Source Serif 4","Liberation Serif",Georgia,serif;
--sans:-apple-system,BlinkMacSystemFont,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",Arial,system-ui,sans-serif;
--mono:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;
--s1:.84375rem;--s2:1rem;--s3:1.125rem;--s4:1.375rem;--s5:2.125rem}
@media (prefers-color-scheme:dark){:root{${DARK}}}
@media print{:root{color-scheme:light;${LIGHT}${PRINT}font-size:81.25%}}`;
