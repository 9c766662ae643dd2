import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { barChart } from "../src/chart/bar-chart.ts";
import { tableHtml } from "../src/chart/text.ts";
import { suppress } from "../src/suppress.ts";
import { tableOf } from "./random-tables.ts";

const CHROMIUM = "/usr/bin/chromium";
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let browser: Browser | undefined;

beforeAll(async () => {
  if (existsSync(CHROMIUM)) browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
}, 60_000);
afterAll(async () => browser?.close());
beforeEach((context) => {
  if (browser === undefined) context.skip("no browser: install Debian package chromium");
});

test.each(["light", "dark"] as const)(
  "axe finds nothing in chart and table on a %s page, and the chart stays within a narrow one",
  async (colorScheme) => {
    const published = suppress(tableOf([3, 2], [1200, 800, 3, 40, 12, 60]), { threshold: 5 });
    const words = {
      lang: "fr",
      caption: "Personnel par statut",
      labels: { p0: "Schéma complet", p1: "Aucun", p2: "Une étiquette qui est bien trop longue" },
    } as const;
    const page = await browser?.newPage({ colorScheme, viewport: { width: 360, height: 700 } });
    if (page === undefined) throw new Error("no browser");
    await page.setContent(
      `<!doctype html><html lang="fr"><head><title>Statistiques</title><style>:root{color-scheme:light dark}</style></head><body><main><h1>Statistiques</h1>` +
        `${barChart(published, { ...words, id: "statut" })}${tableHtml(published, words)}</main></body></html>`,
    );
    await page.evaluate(AXE);
    const { violations } = (await page.evaluate("axe.run()")) as AxeResults;
    expect(violations.map(({ id }) => id)).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth <= 360")).toBe(true);
    await page.close();
  },
);
