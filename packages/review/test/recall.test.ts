/** What the rules find of what authorities found, as a page that cannot lie: it is compared with the one that is committed. */
import { describe, expect, it } from "vitest";
import { decisions, mean, measured, page } from "./recall-page.ts";

const all = decisions.map(measured);
const sum = (of: (one: (typeof all)[number]) => number): number => all.reduce((total, one) => total + of(one), 0);
const remarks = sum(({ decision }) => decision.remarks.length);

describe("the rules on decisions", () => {
  it("find what the page says they find", async () => {
    await expect(page(all)).toMatchFileSnapshot("../../../docs/review-recall.md");
  });

  it("find on stated facts at least half of what was remarked", () => {
    expect(sum(({ own }) => own.stated) / remarks).toBeGreaterThanOrEqual(0.5);
  });

  it("find on stated facts what other files do not: five times their mean", () => {
    expect(sum(({ own }) => own.stated)).toBeGreaterThanOrEqual(5 * sum(({ others }) => mean(others)));
  });

  it.each(all.map((one) => [one.decision.name, one] as const))(
    "find more in %s than files about something else do",
    (_, { own, others }) => {
      expect(own.stated).toBeGreaterThan(mean(others));
    },
  );

  it("find nothing on a stated fact in a file that states none, though it is faulted for its silence", () => {
    expect(all.map(({ empty }) => empty.stated)).toEqual(all.map(() => 0));
    expect(sum(({ empty }) => empty.any)).toBeGreaterThan(0);
  });

  it("raise fewer alarms on stated facts than they find remarks", () => {
    expect(sum(({ own }) => own.alarms.length)).toBeLessThan(sum(({ own }) => own.stated));
  });
});
