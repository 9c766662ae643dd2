/** Papers in a real browser: accessible, silent on the network, readable narrow, light, dark and on paper. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { paperHtml } from "@favorable/review/documents";
import type { AxeResults } from "axe-core";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { PAPERS, SAMPLES } from "./documents-samples.ts";

const CHROMIUM = "/usr/bin/chromium";
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const sample = SAMPLES["every part"];

let browser: Browser | undefined;
let folder = "";

beforeAll(async () => {
  if (!existsSync(CHROMIUM)) return;
  folder = mkdtempSync(join(tmpdir(), "favorable-papers-"));
  browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
}, 60_000);

afterAll(async () => {
  await browser?.close();
  if (folder !== "") rmSync(folder, { recursive: true, force: true });
});

beforeEach((context) => {
  if (browser === undefined) context.skip("no browser: install Debian package chromium");
});

async function open(
  name: string,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; heard: string[]; close: () => Promise<void> }> {
  const write = PAPERS[name];
  if (browser === undefined || write === undefined || sample === undefined) throw new Error("nothing to open");
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const heard: string[] = [];
  const file = join(folder, `${name}-${Math.random().toString(36).slice(2)}.html`);
  writeFileSync(file, paperHtml(write(sample, "fr")));
  page.on("console", (message) => heard.push(message.text()));
  page.on("request", (request) => {
    if (request.url() !== pathToFileURL(file).href) heard.push(request.url());
  });
  await page.goto(pathToFileURL(file).href);
  return { page, heard, close: () => context.close() };
}

describe("papers in a browser", () => {
  for (const colorScheme of ["light", "dark"] as const)
    it.each(["deliberation", "register", "processors"])(
      `break no accessibility rule, ${colorScheme}: %s`,
      async (name) => {
        const { page, close } = await open(name, { colorScheme, bypassCSP: true });
        await page.evaluate(AXE);
        const { violations, passes } = await page.evaluate<AxeResults>("axe.run(document, { resultTypes: ['violations'] })");
        await close();
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
        expect(passes.length).toBeGreaterThan(15);
      },
      60_000,
    );

  it("ask the network for nothing and keep to their own policy", async () => {
    const { page, heard, close } = await open("deliberation");
    const width = await page.evaluate<string>("getComputedStyle(document.querySelector('.sheet')).maxWidth");
    await close();
    expect(heard).toEqual([]);
    expect(width).toBe("992px");
  });

  it.each([360, 640])("fit %i px without sideways scrolling", async (width) => {
    const { page, close } = await open("deliberation", { viewport: { width, height: 800 } });
    const over = await page.evaluate<number>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
    await close();
    expect(over).toBe(0);
  });

  it("print light from a dark desktop, on more than one page", async () => {
    const { page, close } = await open("register", { colorScheme: "dark" });
    await page.emulateMedia({ media: "print" });
    const ground = await page.evaluate<string>("getComputedStyle(document.querySelector('.sheet')).backgroundColor");
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
    await close();
    expect(ground).toBe("rgb(255, 255, 255)");
    expect(pdf.toString("latin1").match(/\/Type ?\/Page\b/g)?.length).toBeGreaterThan(1);
  });
});
