/** Evidence that cannot be, that is empty, old, early or of no declaration. */
import { type EvidenceBundle, type Opinion, readEvidence, review } from "@favorable/review";
import { describe, expect, it } from "vitest";
import { set } from "./change.ts";
import { complete, sound, soundOf } from "./complete.ts";

const options = { profile: "cnil-gdpr", asOf: "2022-06-01" } as const;
const opinion = (more: Partial<EvidenceBundle>, asOf: string = options.asOf): Opinion =>
  review(complete, { ...options, asOf, evidence: soundOf(complete, more) });
const pathsOf = (run: () => unknown): unknown => {
  try {
    run();
    return undefined;
  } catch (error) {
    return (error as { details?: { paths?: unknown } }).details?.paths;
  }
};

describe("evidence that contradicts itself is refused with its paths", () => {
  it.each<[Partial<EvidenceBundle>, string]>([
    [{ purges: [{ policy: "vaccination", on: "2022-05-31", deleted: 1, proved: 2 }] }, "purges.0.proved"],
    [{ purges: [{ policy: "vaccination", on: "2022-06-02", deleted: 1, proved: 1 }] }, "purges.0.on"],
    [{ ages: { comments: { oldest: "2022-07-01", overdue: 0 } } }, "ages.comments.oldest"],
    [{ reviews: { logs: "2023-01-01" } }, "reviews.logs"],
    [{ reviews: { security: "2023-01-01" } }, "reviews.security"],
    [{ exports: { copies: 1, entries: 1, plain: 2 } }, "exports.plain"],
    [{ exports: { copies: 1, entries: 1, plain: 0, expired: 2 } }, "exports.expired"],
    [{ credentials: { accounts: 1, shared: 2 } }, "credentials.shared"],
    [{ requests: { received: 1, open: 0, late: 2 } }, "requests.late"],
    [{ erasures: { done: 1, stillReadable: 2 } }, "erasures.stillReadable"],
    [{ consents: { uses: 1, withoutRecord: 2 } }, "consents.withoutRecord"],
    [{ coverage: { actions: -1, entries: 0 } }, "coverage.actions"],
  ])("%o", (more, path) => expect(pathsOf(() => readEvidence({ ...sound, ...more }))).toEqual([path]));
});

describe("evidence that contradicts the file is refused with its paths", () => {
  it.each<[Partial<EvidenceBundle>, string]>([
    [{ ages: { nothing: { overdue: 0 } } }, "ages.nothing"],
    [{ ages: { "Jane Doe": { overdue: 0 } } }, "ages.*"],
    [{ purges: [{ policy: "nothing", on: "2022-05-31", deleted: 0, proved: 0 }] }, "purges.0.policy"],
    [
      { implementation: { fields: [], purposes: [], roles: [], grants: [], policiesNotRun: ["nothing"] } },
      "implementation.policiesNotRun.0",
    ],
    [{ channels: { nothing: { overdue: 0 } } }, "channels.nothing"],
    [{ notices: { nothing: 1 } }, "notices.nothing"],
    [{ proofs: { nothing: 1 } }, "proofs.nothing"],
  ])("%o", (more, path) => expect(pathsOf(() => opinion(more))).toEqual([path]));

  it("nothing is overdue while the oldest record is past its cap and none is held", () => {
    const file = set(complete, "retention.vaccination.maximum", { period: "P3M" });
    const of = (age: object): unknown =>
      pathsOf(() =>
        review(file, { ...options, evidence: soundOf(file, { ages: { comments: { oldest: "2021-11-30", overdue: 0, ...age } } }) }),
      );
    expect(of({})).toEqual(["ages.comments.overdue"]);
    expect(of({ held: 1 })).toBeUndefined();
    expect(of({ overdue: 1 })).toBeUndefined();
  });

  it("of another declaration it is not compared: it does not count at all", () => {
    expect(opinion({ declaration: "f".repeat(64), ages: { nothing: { overdue: 0 } } }).evidence.refusal).toBe("other-declaration");
  });
});

describe("evidence does not count", () => {
  const { declaration: _, ...unnamed } = soundOf(complete);

  it("when it names no declaration", () => {
    expect(review(complete, { ...options, evidence: unnamed }).evidence).toMatchObject({ used: false, refusal: "declaration-not-named" });
  });
  it("when it was taken before the start", () => {
    const early = { asOf: "2021-10-20", ages: {}, purges: [], reviews: {} };
    expect(opinion(early, "2021-12-01").evidence).toMatchObject({ used: false, refusal: "before-start" });
  });
  it("when it is more than three months old", () => {
    expect(opinion({}, "2022-09-01").evidence).toMatchObject({ used: true });
    expect(opinion({}, "2022-09-02").evidence).toMatchObject({ used: false, refusal: "stale" });
  });
});

describe("a part in which there was nothing to see counts as not looked at", () => {
  const finding = (more: Partial<EvidenceBundle>, rule: string) => opinion(more).findings.find((one) => one.rule === rule);

  it.each<[Partial<EvidenceBundle>, string]>([
    [{ log: { verdict: "intact", size: 0 } }, "ret-log-immutable"],
    [{ coverage: { actions: 0, entries: 0 } }, "acc-access-traceability"],
    [{ credentials: { accounts: 0, shared: 0 } }, "acc-grant-and-revocation"],
  ])("%o", (more, rule) => expect(finding(more, rule)?.rests).toBe("promise"));

  it("no use at all is not a use for declared purposes", () => {
    expect(finding({ uses: [] }, "pur-compatible-use")?.state).toBe("not-assessable");
  });
  it("no account at all does not lift the reminder on accounts", () => {
    expect(finding({ credentials: { accounts: 0, shared: 0 } }, "acc-individual-credentials")?.state).toBe("fired");
  });
});
