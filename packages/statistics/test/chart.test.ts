import { describe, expect, test } from "vitest";
import { barChart } from "../src/chart/bar-chart.ts";
import { describeTable, tableHtml } from "../src/chart/text.ts";
import { suppress } from "../src/suppress.ts";
import { tableOf } from "./random-tables.ts";

const table = suppress(tableOf([3], [1200, 800, 3]), { threshold: 5 });
const words = { lang: "en", caption: "Staff by status", labels: { p0: "Complete <b>", p1: "None", p2: "Partial" } } as const;

describe("a chart", () => {
  test("says in text what it draws, and what is withheld", () => {
    expect(describeTable(table, words)).toBe(
      "Staff by status. Complete <b>: 1,200; None: not shown; Partial: not shown; Total: 2,003. Counts below 5, and others that would give them away, are not shown.",
    );
    expect(describeTable(table, { ...words, lang: "fr", caption: "Personnel" })).toContain("Partial : non affiché");
  });

  test("escapes every text, and has no colour of its own", () => {
    const svg = barChart(table, { ...words, id: "status" });
    expect(svg.includes("<b>")).toBe(false);
    expect(svg.includes("Complete &lt;b&gt;")).toBe(true);
    expect(/(fill|stroke)="(?!currentColor|none)/.test(svg)).toBe(false);
    expect(svg.includes('aria-labelledby="status-title status-text"')).toBe(true);
  });

  test("draws every withheld count at the same length", () => {
    const svg = barChart(table, { ...words, id: "status" });
    const lengths = [...svg.matchAll(/width="([\d.]+)" height="16" fill="none"/g)].map(([, length]) => length);
    expect(lengths).toHaveLength(2);
    expect(new Set(lengths).size).toBe(1);
  });

  test("stands beside a table with a caption and headers", () => {
    const html = tableHtml(suppress(tableOf([2, 2], [30, 25, 2, 14]), { threshold: 5 }), { lang: "fr", caption: "Par unité" });
    expect(html.match(/<th scope="row">/g)).toHaveLength(3);
    expect(html.includes("non affiché")).toBe(true);
    expect(html.startsWith('<table lang="fr"><caption>Par unité.')).toBe(true);
  });

  test("names both dimensions of a table, says which others are summed over, and tells parts of one name apart", () => {
    const published = suppress(tableOf([2, 2, 2], [30, 25, 12, 14, 9, 8, 7, 6]), { threshold: 5 });
    const parts = { d0: { p0: "Unit <A>" }, d1: { p0: "Vaccinated" } };
    const html = tableHtml(published, { lang: "en", caption: "Staff", labels: { d1: "Status", d2: "Age" }, parts });
    expect(html).toContain('<th scope="colgroup" colspan="3">Status</th>');
    expect(html).toContain('<th scope="row">Unit &lt;A&gt;</th>');
    expect(html).toContain('<th scope="col">Vaccinated</th>');
    expect(html).toContain("All together, without distinction of: Age.</caption>");
  });

  test.each([{ id: "a b" }, { id: '"x' }, { id: "a", width: 10 }])("refuses %o", (wrong) => {
    expect(() => barChart(table, { ...words, ...wrong })).toThrow(expect.objectContaining({ code: "CHART_INVALID" }));
  });
});
