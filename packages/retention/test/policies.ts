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

/** Both phases have up to two floors and two caps, at least one of them. */
const bounds = fc
  .record({ minimum: fc.array(bound, { maxLength: 2 }), maximum: fc.array(bound, { maxLength: 2 }) })
  .filter(({ minimum, maximum }) => minimum.length + maximum.length > 0);

const anyArchive = fc.option(
  fc
    .record({
      start: fc.constantFrom(
        { kind: "end-of-active" } as const,
        { kind: "field", field: "taken_on" } as const,
        { kind: "end-of-duty", event: "processed" } as const,
        { kind: "fixed-date", on: "2021-09-30" } as const,
      ),
      parts: bounds,
    })
    .map(({ start, parts }) => ({ start, ...parts, roles: ["archivist"], then: "delete" }) as const),
  { nil: undefined },
);

/** Any start, any bounds, with or without an archive. */
export const anyPolicy: fc.Arbitrary<RetentionPolicy> = fc
  .record({
    archive: anyArchive,
    start: fc.constantFrom(
      { kind: "field", field: "taken_on" } as const,
      { kind: "event", event: "ended" } as const,
      { kind: "fixed-date", on: "2021-08-31" } as const,
    ),
    parts: bounds,
  })
  .map(({ archive, start, parts }) =>
    definePolicy({
      ...{ id: "any", version: 1, start, zone: "Europe/Monaco", ...parts },
      ...(archive === undefined ? { then: "delete" } : { then: "archive", archive }),
    }),
  );

/** Days close together, so that boundaries are met. */
export const anyDay: fc.Arbitrary<ReturnType<typeof calendarDate>> = fc
  .oneof(fc.integer({ min: 0, max: 70 }), fc.integer({ min: 0, max: 700 }))
  .map((days) => addDays(calendarDate("2021-08-20"), days));
