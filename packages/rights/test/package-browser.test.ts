import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { AxeResults } from "axe-core";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { AccessPackage } from "../src/disclosure/access-package.ts";
import { packageHtml } from "../src/package/page.tsx";
import { openRig, verifiedRequest } from "./desk-rig.ts";
import { answerTo, readThem } from "./disclosure-fixture.ts";

const CHROMIUM = "/usr/bin/chromium";
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let browser: Browser | undefined;
let folder = "";
let answer: AccessPackage;

beforeAll(async () => {
  const rig = await openRig();
  await readThem(rig);
  answer = await answerTo(rig, await verifiedRequest(rig));
  if (!existsSync(CHROMIUM)) return;
  folder = mkdtempSync(join(tmpdir(), "favorable-package-"));
  browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
}, 60_000);

afterAll(async () => {
  await browser?.close();
  if (folder !== "") rmSync(folder, { recursive: true, force: true });
});

beforeEach((context) => {
  if (browser === undefined) context.skip("no browser: install Debian package chromium");
});

const open = async (
  html: string,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; heard: string[]; close: () => Promise<void> }> => {
  if (browser === undefined) throw new Error("no browser");
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const heard: string[] = [];
  const file = pathToFileURL(join(folder, `${Math.random().toString(36).slice(2)}.html`));
  writeFileSync(file, html);
  page.on("console", (message) => heard.push(message.text()));
  page.on("pageerror", (error) => heard.push(error.message));
  page.on("request", (request) => {
    if (request.url() !== file.href) heard.push(request.url());
  });
  await page.goto(file.href);
  return { page, heard, close: () => context.close() };
};

describe("the page of an answer", () => {
  for (const language of ["fr", "en"] as const)
    for (const colorScheme of ["light", "dark"] as const)
      it(`breaks no accessibility rule in ${language}, ${colorScheme}, wide and narrow`, async () => {
        for (const width of [1280, 360]) {
          const options = { colorScheme, bypassCSP: true, viewport: { width, height: 800 } };
          const { page, close } = await open(packageHtml(answer, language), options);
          await page.evaluate(AXE);
          const { violations, passes } = await page.evaluate<AxeResults>("axe.run(document, { resultTypes: ['violations'] })");
          await close();
          expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
          expect(passes.length).toBeGreaterThan(15);
        }
      }, 60_000);

  it("runs nothing of what the data hold, asks the network for nothing, and is read by keyboard", async () => {
    const shown = { ...answer, records: answer.records.map((one) => ({ ...one, label: { en: "<img src=x onerror=alert(1)>" } })) };
    const { page, heard, close } = await open(packageHtml(shown, "en"));
    const images = await page.evaluate<number>("document.images.length");
    const styled = await page.evaluate<string>("getComputedStyle(document.querySelector('table')).borderCollapse");
    await page.keyboard.press("Tab");
    const first = await page.evaluate<string>("document.activeElement.className");
    await close();
    expect(images).toBe(0);
    expect(heard).toEqual([]);
    expect(styled).toBe("collapse");
    expect(first).toBe("skip");
  });

  it("prints on paper", async () => {
    const { page, close } = await open(packageHtml(answer, "fr"));
    const pdf = await page.pdf({ format: "A4" });
    await close();
    expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
  });
});
