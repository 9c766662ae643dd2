import { describeMatrix, matrixPage } from "@favorable/access/documents";
import { expect, test } from "vitest";
import { browserTests, judged, sideways } from "../../../testing/browser.ts";
import { access } from "./hospital.ts";

const { opened } = browserTests();

test.each([
  ["fr", "light"],
  ["en", "dark"],
] as const)(
  "axe finds nothing in the matrix in %s on a %s screen, and a narrow page does not scroll sideways",
  async (language, colorScheme) => {
    const options = { colorScheme, bypassCSP: true, viewport: { width: 360, height: 900 } };
    const { page, close } = await opened(matrixPage(describeMatrix(access), { language }), options);
    const { violations, passes } = await judged(page);
    expect(violations).toEqual([]);
    expect(passes).toBeGreaterThan(10);
    expect(await sideways(page)).toBe(0);
    await close();
  },
);
