import { boundForm, boundValues, defineVocabulary } from "@favorable/fields";
import { expect, it } from "vitest";
import * as z from "zod";

const { field } = defineVocabulary({
  purposes: { care: { statement: {} } },
  categories: { trace: { label: {} } },
  origins: { system: { label: {} } },
});
const tags = { category: "trace", origins: ["system"], purposes: ["care"] } as const;

it("the form of a bound field is the one that it is given", () => {
  const clock = { ...tags, boundTo: "clock" } as const;
  const source = { now: new Date("2026-11-22T13:00:00.120Z"), zone: "Pacific/Kiritimati", actor: "17" };
  const forms = {
    instant: [field(z.iso.datetime(), clock), "2026-11-22T13:00:00.120Z"],
    second: [field(z.iso.datetime({ precision: 0 }), clock), "2026-11-22T13:00:00Z"],
    day: [field(z.iso.date(), clock), "2026-11-23"],
    date: [field(z.date(), clock), source.now],
    milliseconds: [field(z.int(), clock), source.now.getTime()],
    identifier: [field(z.string(), { ...tags, boundTo: "actor" }), "17"],
  } as const;
  for (const [form, [bound, value]] of Object.entries(forms)) {
    expect(boundForm(bound)).toBe(form);
    expect(boundValues({ bound }, "add", source)).toEqual({ bound: value });
  }
  expect(
    boundForm(
      field(
        z.iso.datetime().refine(() => false),
        clock,
      ),
    ),
  ).toBe("instant"); // Which value it may be is asked of the value.
  expect(boundForm(field(z.string(), tags))).toBeUndefined();
});
