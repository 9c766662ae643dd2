import { addDays, type CalendarDate, calendarDate } from "@favorable/core";
import {
  activeUntil,
  archiveStartOf,
  boundsOf,
  definePolicy,
  finalAction,
  judge,
  phaseOn,
  type RetentionPolicyDefinition,
  startOf,
  visible,
} from "@favorable/retention";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeOf } from "../../../testing/codes.ts";
import { anyDay, anyPolicy, EVENTS, footage } from "./policies.ts";

const day = calendarDate;

/** Two years in use, then three in an archive that one role reads. */
const definition: RetentionPolicyDefinition = {
  id: "social.file",
  version: 1,
  start: { kind: "end-of-contract", field: "closed_on" },
  maximum: { period: "P2Y" },
  then: "archive",
  archive: {
    start: { kind: "end-of-active" },
    minimum: { period: "P1Y" },
    maximum: { period: "P3Y" },
    roles: ["archivist"],
    then: "shred",
  },
  zone: "Europe/Paris",
};
const file = definePolicy(definition);

describe("an archive", () => {
  it("begins the day after the active phase and ends with its own cap", () => {
    const row = { start: day("2020-02-29") };
    const phases = ["2022-02-28", "2022-03-01", "2025-02-28", "2025-03-01"].map((asOf) => phaseOn(file, row, day(asOf)));
    expect(phases).toEqual(["active", "archive", "archive", "ended"]);
    expect(boundsOf(file, row.start)).toEqual({ floor: "2023-02-28", cap: "2025-02-28", conflict: false });
    expect(activeUntil(file, row.start)).toBe("2022-02-28");
    expect(finalAction(file)).toBe("shred");
  });

  it("waits while the contract has not ended", () => {
    expect(startOf(file, { closed_on: null })).toBeUndefined();
    expect(phaseOn(file, { start: undefined }, day("2099-01-01"))).toBe("active");
    expect(judge(file, { start: undefined }, day("2099-01-01"))).toMatchObject({ kept: "open", visible: true, deletable: false });
  });

  it("never takes a row that is still active, whatever its own cap says", () => {
    const short = definePolicy({
      ...definition,
      archive: { start: { kind: "field", field: "opened_on" }, maximum: { period: "P1M" }, roles: ["archivist"], then: "delete" },
    });
    const row = { start: day("2020-06-30"), archiveStart: archiveStartOf(short, { opened_on: "2019-01-01", closed_on: "2020-06-30" }) };
    expect(judge(short, row, day("2022-06-29"))).toMatchObject({ phase: "active", due: false, deletable: false, cap: "2022-06-30" });
    expect(judge(short, row, day("2022-07-01"))).toMatchObject({ phase: "ended", overdue: true, deletable: true });
  });

  it("without a cap lasts until its floors and the active phase have passed", () => {
    const open = definePolicy({
      ...definition,
      archive: { start: { kind: "end-of-duty", event: "duty" }, minimum: { event: "duty" }, roles: ["archivist"], then: "delete" },
    });
    const row = (duty?: string) => ({ start: day("2020-06-30"), events: { duty: duty === undefined ? undefined : day(duty) } });
    expect(judge(open, row(), day("2030-01-01"))).toMatchObject({ phase: "archive", kept: "open" });
    expect(judge(open, row("2021-01-01"), day("2022-06-30"))).toMatchObject({ phase: "active", deletable: false });
    expect(judge(open, row("2021-01-01"), day("2022-07-01"))).toMatchObject({ phase: "archive", deletable: true });
  });

  it("is read by its roles, and what has ended by the rights desk only", () => {
    const rows = [{ closed_on: null }, { closed_on: "2020-01-31" }, { closed_on: "2015-01-31" }];
    const seen = (roles?: readonly string[]): number =>
      visible(file, rows, { asOf: day("2023-01-01"), desk: "desk", ...(roles === undefined ? {} : { roles }) }).length;
    expect([seen(), seen(["clerk"]), seen(["archivist"]), seen(["desk"])]).toEqual([1, 1, 2, 3]);
    expect(visible(file, rows, { asOf: day("2023-01-01"), roles: ["desk"] })).toHaveLength(1); // No desk was named.
    expect(codeOf(() => visible(file, [{}], { asOf: day("2023-01-01") }))).toBe("START_MISSING");
  });

  it("is declared with then: archive, and only with it, and names who reads", () => {
    const { archive, ...none } = definition;
    const code = (changed: object): unknown => {
      try {
        return definePolicy({ ...definition, ...changed }).id;
      } catch (error) {
        return (error as { details?: { paths?: unknown } }).details?.paths;
      }
    };
    expect(codeOf(() => definePolicy(none))).toBe("POLICY_INVALID");
    expect(code({ then: "delete" })).toEqual(["archive"]);
    expect(code({ archive: { ...archive, roles: [] } })).toEqual(["archive.roles"]);
    expect(code({ archive: { ...archive, roles: ["é".repeat(32)] } })).toEqual(["archive.roles"]);
    expect(
      code({ archive: { ...archive, then: "archive", minimum: { period: "1 year" }, maximum: [], start: { kind: "x" }, a: 1 } }),
    ).toEqual(["archive.*", "archive.start", "archive.minimum.0", "archive.then"]);
    for (const odd of [5, [], "x", null]) expect(code({ archive: odd })).toEqual(["archive"]);
    expect(definePolicy(file)).toEqual(file);
  });

  it("lets no phase come back, and takes nothing in the active one before its last day", () => {
    const order = ["active", "archive", "ended"];
    const event = fc.option(anyDay, { nil: undefined });
    fc.assert(
      fc.property(anyPolicy, anyDay, event, event, anyDay, (policy, start, first, second, asOf) => {
        const events = Object.fromEntries([first, second].map((on, at) => [EVENTS[at] ?? "", on]));
        const row = { start, archiveStart: start, events };
        const [today, tomorrow] = [asOf, addDays(asOf, 1)].map((on) => judge(policy, row, on));
        expect(order.indexOf(tomorrow?.phase ?? "")).toBeGreaterThanOrEqual(order.indexOf(today?.phase ?? ""));
        const end = activeUntil(policy, start, events);
        if (today?.phase === "active" && today.deletable && policy.archive !== undefined) expect(asOf).toBe(end as CalendarDate);
      }),
    );
  });
});

describe("a basis", () => {
  const at = (basis: unknown) => codeOf(() => definePolicy({ ...footage, maximum: { period: "P30D", basis } as never }));
  it("names a text or a reason", () => {
    for (const good of [{ law: "law 1.509" }, { deliberation: "CCIN 2021-206", section: "VIII" }, { reason: "claims", article: "5" }])
      expect(at(good)).toBe("nothing thrown");
    for (const odd of [
      {},
      { article: "5" },
      { law: " " },
      { law: 5 },
      { text: "x", law: "y" },
      null,
      "law",
      ["law"],
      { law: "x".repeat(501) },
    ])
      expect(at(odd)).toBe("POLICY_INVALID");
  });
});
