/** Pages in a real browser, judged by axe. */
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach } from "vitest";

const CHROMIUM = "/usr/bin/chromium";
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export interface Look {
  readonly colorScheme?: "light" | "dark";
  readonly width?: number;
}

/** A browser for the tests of a file; they are skipped where there is none. */
export function browserTests(): {
  opened(html: string, look?: Look): Promise<Page>;
  violations(page: Page): Promise<readonly string[]>;
} {
  let browser: Browser | undefined;
  beforeAll(async () => {
    if (existsSync(CHROMIUM)) browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
  }, 60_000);
  afterAll(async () => browser?.close());
  beforeEach((context) => {
    if (browser === undefined) context.skip("no browser: install Debian package chromium");
  });
  return {
    async opened(html, { colorScheme = "light", width = 1100 } = {}) {
      // Each page on its own; its policy forbids the script that judges it.
      const context = await browser?.newContext({ colorScheme, viewport: { width, height: 900 }, bypassCSP: true });
      if (context === undefined) throw new Error("no browser");
      const page = await context.newPage();
      await page.setContent(html);
      return page;
    },
    async violations(page) {
      await page.evaluate(AXE);
      const results = (await page.evaluate("axe.run()")) as AxeResults;
      return results.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
    },
  };
}
