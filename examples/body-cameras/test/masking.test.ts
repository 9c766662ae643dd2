import { expect, test } from "vitest";
import { mask } from "../src/masking.ts";

const frame = ["street|home", "street|home"];

test("what lies in a masked area is covered, and nothing else", () => {
  expect(mask(frame, [{ top: 0, left: 7, height: 1, width: 4 }])).toEqual(["street|████", "street|home"]);
});

test("areas may overlap and reach beyond the frame", () => {
  const areas = [
    { top: 1, left: 7, height: 9, width: 9 },
    { top: 0, left: 9, height: 2, width: 9 },
  ];
  expect(mask(frame, areas)).toEqual(["street|ho██", "street|████"]);
});

test("a frame without areas is kept as it is", () => {
  expect(mask(frame, [])).toEqual(frame);
});
