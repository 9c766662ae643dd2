import { expect, test } from "vitest";
import { browserTests, judged, sideways } from "../../../testing/browser.ts";
import { barChart } from "../src/chart/bar-chart.ts";
import { tableHtml } from "../src/chart/text.ts";
import { suppress } from "../src/suppress.ts";
import { tableOf } from "./random-tables.ts";

const { opened } = browserTests();

test.each(["light", "dark"] as const)(
  "axe finds nothing in chart and table on a %s page, and the chart stays within a narrow one",
  async (colorScheme) => {
    const published = suppress(tableOf([3, 2], [1200, 800, 3, 40, 12, 60]), { threshold: 5 });
    const words = {
      lang: "fr",
      caption: "Personnel par statut",
      labels: { p0: "Schéma complet", p1: "Aucun", p2: "Une étiquette qui est bien trop longue" },
    } as const;
    const html =
      `<!doctype html><html lang="fr"><head><title>Statistiques</title><style>:root{color-scheme:light dark}</style></head><body><main><h1>Statistiques</h1>` +
      `${barChart(published, { ...words, id: "statut" })}${tableHtml(published, words)}</main></body></html>`;
    const { page, close } = await opened(html, { colorScheme, viewport: { width: 360, height: 700 } });
    const { violations, passes } = await judged(page);
    expect(violations).toEqual([]);
    expect(passes).toBeGreaterThan(10);
    expect(await sideways(page)).toBe(0);
    await close();
  },
);
