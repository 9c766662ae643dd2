/** Pages in a real browser, judged by axe: what they break, what they ask for, and whether they fit. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { AxeResults } from "axe-core";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach } from "vitest";

const CHROMIUM = "/usr/bin/chromium";
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** A page with nothing else in its window. */
export interface OpenedPage {
  readonly page: Page;
  /** What the browser complained about, and every address that the page asked for besides its own. */
  readonly heard: readonly string[];
  readonly close: () => Promise<void>;
}

/** What axe says of a page. */
export interface Judgement {
  readonly violations: readonly string[];
  /** How many of its rules found something to judge, and nothing wrong: few of them mean an empty page. */
  readonly passes: number;
}

/** A browser for the tests of a file; they are skipped where there is none. */
export function browserTests(): { opened(html: string, options?: BrowserContextOptions): Promise<OpenedPage> } {
  let browser: Browser | undefined;
  let folder = "";
  let count = 0;
  beforeAll(async () => {
    if (!existsSync(CHROMIUM)) return;
    folder = mkdtempSync(join(tmpdir(), "favorable-pages-"));
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    if (folder !== "") rmSync(folder, { recursive: true, force: true });
  });
  beforeEach((context) => {
    if (browser === undefined) context.skip("no browser: install Debian package chromium");
  });
  return {
    async opened(html, options = {}) {
      if (browser === undefined) throw new Error("no browser");
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
      const page = await context.newPage();
      const heard: string[] = [];
      const file = join(folder, `${count++}.html`);
      const { href } = pathToFileURL(file);
      writeFileSync(file, html);
      page.on("console", (message) => heard.push(message.text()));
      page.on("pageerror", (error) => heard.push(error.message));
      page.on("request", (request) => {
        if (request.url() !== href) heard.push(request.url());
      });
      await page.goto(href);
      return { page, heard, close: () => context.close() };
    },
  };
}

/** Judges a page by axe. One whose policy forbids scripts has to be opened with `bypassCSP`. */
export async function judged(page: Page): Promise<Judgement> {
  await page.evaluate(AXE);
  // The page is asked in JavaScript text: the types of a browser are not those of these tests.
  const { violations, passes } = await page.evaluate<AxeResults>("axe.run(document, { resultTypes: ['violations'] })");
  return { violations: violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`), passes: passes.length };
}

/** By how many pixels a page is wider than its window. */
export function sideways(page: Page): Promise<number> {
  return page.evaluate<number>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
}
