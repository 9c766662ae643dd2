import { beforeAll, describe, expect, it } from "vitest";
import { browserTests, judged } from "../../../testing/browser.ts";
import type { AccessPackage } from "../src/disclosure/access-package.ts";
import { packageHtml } from "../src/package/page.tsx";
import { openRig, verifiedRequest } from "./desk-rig.ts";
import { answerTo, readThem } from "./disclosure-fixture.ts";

const { opened: open } = browserTests();
let answer: AccessPackage;

beforeAll(async () => {
  const rig = await openRig();
  await readThem(rig);
  answer = await answerTo(rig, await verifiedRequest(rig));
}, 60_000);

describe("the page of an answer", () => {
  for (const language of ["fr", "en"] as const)
    for (const colorScheme of ["light", "dark"] as const)
      it(`breaks no accessibility rule in ${language}, ${colorScheme}, wide and narrow`, async () => {
        for (const width of [1280, 360]) {
          const options = { colorScheme, bypassCSP: true, viewport: { width, height: 800 } };
          const { page, close } = await open(packageHtml(answer, language), options);
          const { violations, passes } = await judged(page);
          await close();
          expect(violations).toEqual([]);
          expect(passes).toBeGreaterThan(15);
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
