import { attestationPage, readAnswer } from "@favorable/access/review";
import { expect, test } from "vitest";
import { browserTests, judged, sideways } from "../../../testing/browser.ts";
import { attestation, labels, previous } from "./attested.ts";

const { opened } = browserTests();

test.each([
  ["fr", "dark", 360],
  ["en", "light", 1100],
] as const)(
  "axe finds nothing in the page in %s, %s, %i pixels wide, and it does not scroll sideways",
  async (language, colorScheme, width) => {
    const html = attestationPage(attestation, { language, ...labels, previous, action: "/attest" });
    const { page, close } = await opened(html, { colorScheme, bypassCSP: true, viewport: { width, height: 900 } });
    const { violations, passes } = await judged(page);
    expect(violations).toEqual([]);
    expect(passes).toBeGreaterThan(10);
    expect(await sideways(page)).toBe(0);
    await close();
  },
);

test("it is answered by the keyboard alone, with every decision said aloud, and read back", async () => {
  const { page, close } = await opened(attestationPage(attestation, { language: "en", ...labels, action: "/attest" }));
  const first = page.getByRole("group", { name: "Decision for Person Three, the auditor" });
  expect(await first.getByRole("radio").count()).toBe(2);
  expect(await page.getByRole("radio", { checked: true }).count()).toBe(0);
  await page.getByRole("region").focus();
  for (const _ of attestation.rows) {
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
  }
  await page.keyboard.press("ArrowDown");
  const sent = (await page.evaluate("[...new FormData(document.forms[0]).entries()]")) as readonly (readonly [string, string])[];
  expect(readAnswer(attestation, sent).decisions).toEqual(["keep", "keep", "keep", "revoke"]);
  await close();
});

test("printed from a dark desktop it is light, whole and without a button", async () => {
  const { page, close } = await opened(attestationPage(attestation, { language: "fr", ...labels, action: "/attest" }), {
    colorScheme: "dark",
  });
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  expect(await page.evaluate("getComputedStyle(document.querySelector('main')).backgroundColor")).toBe("rgb(255, 255, 255)");
  expect(await page.getByRole("button").count()).toBe(0);
  expect((await page.pdf({ preferCSSPageSize: true })).length).toBeGreaterThan(5000);
  await close();
});
