/** Policies that several tests use, and random ones. */
import { addDays, calendarDate } from "@favorable/core";
import { definePolicy, type RetentionBound, type RetentionPolicy } from "@favorable/retention";
import fc from "fast-check";

/** Eighteen months from 30 October 2021 (CCIN 2021-206, VIII). */
export const register: RetentionPolicy = definePolicy({
  id: "vaccination.register",
  version: 1,
  start: { kind: "fixed-date", on: "2021-10-30" },
  maximum: { period: "P18M" },
  then: "delete",
  zone: "Europe/Monaco",
});

/** Thirty days from collection at the latest. */
export const footage: RetentionPolicy = definePolicy({
  id: "footage",
  version: 1,
  start: { kind: "field", field: "taken_on" },
  maximum: { period: "P30D" },
  then: "delete",
  zone: "Europe/Paris",
});

/** Eighteen months at least, and until an obligation has ended. */
export const logs: RetentionPolicy = definePolicy({
  id: "logs",
  version: 1,
  start: { kind: "field", field: "taken_on" },
  minimum: [{ period: "P18M" }, { event: "obligation.ended" }],
  then: "delete",
  zone: "Europe/Monaco",
});

export const EVENTS = ["ended", "processed"] as const;

const bound: fc.Arbitrary<RetentionBound> = fc.oneof(
  fc.constantFrom("P0D", "P1D", "P1M", "P18M", "P1M15D", "P1Y").map((period) => ({ period })),
  fc.constantFrom(...EVENTS).map((event) => ({ event })),
  fc.record({ event: fc.constantFrom(...EVENTS), period: fc.constantFrom("P1M", "P7D") }),
);

/** Any start, up to two floors and two caps, at least one of them. */
export const anyPolicy: fc.Arbitrary<RetentionPolicy> = fc
  .record({
    start: fc.constantFrom(
      { kind: "field", field: "taken_on" } as const,
      { kind: "event", event: "ended" } as const,
      { kind: "fixed-date", on: "2021-08-31" } as const,
    ),
    minimum: fc.array(bound, { maxLength: 2 }),
    maximum: fc.array(bound, { maxLength: 2 }),
  })
  .filter(({ minimum, maximum }) => minimum.length + maximum.length > 0)
  .map((parts) => definePolicy({ id: "any", version: 1, then: "delete", zone: "Europe/Monaco", ...parts }));

/** Days close together, so that boundaries are met. */
export const anyDay: fc.Arbitrary<ReturnType<typeof calendarDate>> = fc
  .oneof(fc.integer({ min: 0, max: 70 }), fc.integer({ min: 0, max: 700 }))
  .map((days) => addDays(calendarDate("2021-08-20"), days));
