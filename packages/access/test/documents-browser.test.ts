import { describeMatrix, matrixPage } from "@favorable/access/documents";
import { expect, test } from "vitest";
import { browserTests } from "./browser.ts";
import { access } from "./hospital.ts";

const { violations, opened } = browserTests();

test.each([
  ["fr", "light"],
  ["en", "dark"],
] as const)(
  "axe finds nothing in the matrix in %s on a %s screen, and a narrow page does not scroll sideways",
  async (language, colorScheme) => {
    const page = await opened(matrixPage(describeMatrix(access), { language }), { colorScheme, width: 360 });
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth <= 360")).toBe(true);
    await page.close();
  },
);
