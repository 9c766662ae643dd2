/** Obligations on secondary copies: what ends them, and what the review finds. */
import { addDays, addPeriod, calendarDate } from "@favorable/core";
import {
  assertEnds,
  type CopyEvidence,
  type CopyTask,
  copyDays,
  copyFindings,
  copyState,
  defineCopy,
  type ObjectVersion,
  objectCopies,
  rotatedCopies,
  shreddedCopies,
} from "@favorable/retention";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeOf } from "../../../testing/codes.ts";
import { anyDay } from "./policies.ts";

const day = calendarDate;
const zone = "Europe/Monaco";
const mailbox = defineCopy({ name: "proofs.mailbox", system: "mailbox", maximumAge: "P1D", start: "processed", zone });
const backup = defineCopy({ name: "proofs.backup", system: "mail-backup", maximumAge: "P31D", start: "processed", rotation: "P30D", zone });
const files = defineCopy({ name: "exports", system: "export-file", maximumAge: "P7D", start: "received", shredding: true, zone });

const task = (of: Partial<CopyTask> & Pick<CopyTask, "copy">): CopyTask => ({
  id: "1",
  reference: "r",
  startedOn: day("2022-01-31"),
  dueOn: day("2022-02-01"),
  asked: 0,
  simulated: false,
  ...of,
});

describe("an obligation", () => {
  it("counts in calendar periods, and says every place where it makes no sense", () => {
    expect(copyDays(backup, day("2022-01-31"))).toEqual({ dueOn: "2022-03-03", rotatedOn: "2022-03-02" });
    const wrong = { name: "A b", system: "tape", maximumAge: "30 days", start: "never", rotation: "PT1H", zone: "Mars", extra: 1 };
    expect(() => defineCopy(wrong as never)).toThrow(
      expect.objectContaining({ details: { paths: ["*", "name", "system", "maximumAge", "start", "rotation", "zone"] } }),
    );
  });

  it("on a backup has to say how the backup ends", () => {
    const how = { name: "b", system: "database-backup", maximumAge: "P30D", start: "primary-gone", zone } as const;
    expect(codeOf(() => defineCopy(how))).toBe("COPY_INVALID");
    expect(defineCopy({ ...how, shredding: true }).shredding).toBe(true);
  });

  it("is open up to the end of its last day, and overdue afterwards, whatever was asked meanwhile", () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -3, max: 3 }), (dueOn, away) => {
        const state = copyState({ dueOn }, addDays(dueOn, away));
        expect(state).toBe(away > 0 ? "overdue" : "open");
        expect(copyState({ dueOn, doneOn: dueOn }, addDays(dueOn, away))).toBe("done");
      }),
    );
  });
});

describe("evidence", () => {
  const startedOn = day("2022-01-31");
  const rotatedOn = day("2022-03-02");
  const refused = (copy: typeof mailbox, evidence: unknown, asOf: string, rotated?: typeof rotatedOn): unknown => {
    const count = { startedOn, ...(rotated === undefined ? {} : { rotatedOn: rotated }) };
    try {
      assertEnds(copy, count, evidence as CopyEvidence, day(asOf));
      return undefined;
    } catch (error) {
      return error instanceof Error && "details" in error ? (error.details as { reason: string }).reason : error;
    }
  };

  it("of absence ends what can be asked, from the day on that the count started, in at least one place", () => {
    const absence = { kind: "absence", askedOn: "2022-01-31", places: 4 };
    expect(refused(mailbox, absence, "2022-01-31")).toBeUndefined();
    expect(refused(mailbox, { ...absence, askedOn: "2022-01-30" }, "2022-01-31")).toBe("too-early");
    expect(refused(mailbox, { ...absence, askedOn: "2022-02-01" }, "2022-01-31")).toBe("future");
    expect(refused(mailbox, { ...absence, places: 0 }, "2022-01-31")).toBe("malformed");
    expect(refused(backup, absence, "2022-03-31", rotatedOn)).toBe("unsuitable");
  });

  it("of rotation needs the declared day to have passed and the oldest backup to be younger than the copy", () => {
    const rotation = (oldestOn: string): unknown => ({ kind: "rotation", oldestOn });
    expect(refused(backup, rotation("2022-02-01"), "2022-03-03", rotatedOn)).toBeUndefined();
    expect(refused(backup, rotation("2022-02-01"), "2022-03-02", rotatedOn)).toBe("not-rotated");
    expect(refused(backup, rotation("2022-01-31"), "2022-03-03", rotatedOn)).toBe("backup-older");
    expect(refused(backup, rotation("2022-03-04"), "2022-03-03", rotatedOn)).toBe("future");
    expect(refused(mailbox, rotation("2022-02-01"), "2022-03-03")).toBe("unsuitable");
  });

  it("of a destroyed key ends only what is encrypted under a key of its own", () => {
    const shredded = { kind: "shredded", keyId: "export:1", destroyedOn: "2022-02-01" };
    expect(refused(files, shredded, "2022-02-01")).toBeUndefined();
    expect(refused(files, shredded, "2022-01-31")).toBe("future");
    expect(refused(files, { ...shredded, keyId: "" }, "2022-02-01")).toBe("malformed");
    expect(refused(backup, shredded, "2022-02-01", rotatedOn)).toBe("unsuitable");
  });

  it("that is none is refused", () => {
    for (const evidence of [undefined, {}, { kind: "silence" }, { kind: "absence" }, { kind: "rotation" }, { kind: "shredded" }])
      expect(refused(files, evidence, "2022-02-01", rotatedOn)).toBe("malformed");
  });
});

describe("findings", () => {
  it("name overdue copies with their number and their oldest day, and nothing that is done", () => {
    const tasks = [
      task({ copy: "proofs.mailbox", dueOn: day("2022-02-03") }),
      task({ copy: "proofs.mailbox", dueOn: day("2022-02-01"), answer: "unreachable" }),
      task({ copy: "proofs.mailbox", dueOn: day("2022-01-01"), doneOn: day("2022-01-01") }),
      task({ copy: "former", dueOn: day("2030-01-01") }),
    ];
    expect(copyFindings([mailbox, backup], tasks, day("2022-02-04"))).toEqual([
      { code: "copy-overdue", copy: "proofs.mailbox", count: 2, since: "2022-02-01" },
      { code: "copy-unreachable", copy: "proofs.mailbox", count: 1, since: "2022-02-01" },
      { code: "copy-undeclared", copy: "former", count: 1, since: "2030-01-01" },
    ]);
    expect(copyFindings([mailbox, backup], tasks.slice(0, 1), day("2022-02-03"))).toEqual([]);
  });

  it("name a mailbox whose backup nobody thought of, and a backup that outlives what it backs up", () => {
    expect(copyFindings([mailbox], [], day("2022-02-04"))).toEqual([{ code: "copy-without-backup", copy: "proofs.mailbox" }]);
    const long = { ...backup, maximumAge: mailbox.maximumAge };
    expect(copyFindings([mailbox, long], [], day("2022-02-04"))).toEqual([{ code: "copy-outlived-by-backup", copy: "proofs.backup" }]);
    expect(copyFindings([mailbox, { ...long, shredding: true }], [], day("2022-02-04"))).toEqual([]);
  });
});

describe("object storage", () => {
  const asOf = day("2022-02-01");
  const bucket = (versions: ObjectVersion[], stubborn = false) => {
    const store = new Map([["proof.pdf", versions]]);
    return objectCopies({
      versions: async (key) => [...(store.get(key) ?? [])],
      remove: async (key, version) => {
        if (!stubborn)
          store.set(
            key,
            (store.get(key) ?? []).filter((each) => each.version !== version),
          );
      },
    });
  };
  const ask = task({ copy: "objects", locator: "proof.pdf" });
  const copy = { ...files, name: "objects", system: "object-storage" } as const;

  it("is empty only when no version is left: a delete marker is not deletion", async () => {
    const hidden = [
      { version: "2", marker: true },
      { version: "1", marker: false },
    ];
    expect(await bucket(hidden).pursue(ask, copy, asOf)).toEqual({ evidence: { kind: "absence", askedOn: asOf, places: 1 } });
    expect(await bucket(hidden, true).pursue(ask, copy, asOf)).toEqual({ pending: "still-there" });
    expect(await bucket([{ version: "2", marker: true }], true).pursue(ask, copy, asOf)).toEqual({ pending: "still-there" });
  });

  it("answers with the day of a lock and never forces it", async () => {
    const locked = [{ version: "1", marker: false, lockedUntil: day("2022-06-30") }];
    expect(await bucket(locked).pursue(ask, copy, asOf)).toEqual({ pending: "locked", until: "2022-06-30" });
    expect(await bucket(locked).pursue(ask, copy, day("2022-07-01"))).toHaveProperty("evidence");
    expect(await bucket([{ version: "1", marker: false, held: true }]).pursue(ask, copy, asOf)).toEqual({ pending: "locked" });
    const odd = [{ version: "1", marker: false, lockedUntil: "some day" as never }];
    expect(await bucket(odd).pursue(ask, copy, asOf)).toEqual({ pending: "still-there" });
  });

  it("is not asked without a place to look", async () => {
    expect(await bucket([]).pursue(task({ copy: "objects" }), copy, asOf)).toEqual({ pending: "unreachable" });
  });
});

describe("backups", () => {
  it("are over when an inventory shows it, and the inventory is asked only after the declared day", () => {
    return fc.assert(
      fc.asyncProperty(
        anyDay,
        fc.integer({ min: -2, max: 60 }),
        fc.option(fc.integer({ min: -40, max: 40 })),
        async (on, later, oldest) => {
          const { rotatedOn } = copyDays(backup, on);
          const asOf = addDays(on, later);
          const oldestOn = oldest === null ? undefined : addDays(on, oldest);
          const answer = await rotatedCopies({ oldest: async () => oldestOn }).pursue(
            task({ copy: backup.name, startedOn: on, rotatedOn: addPeriod(on, "P30D" as never) }),
            backup,
            asOf,
          );
          const passed = later > 30;
          const over = passed && oldest !== null && oldest > 0;
          expect("evidence" in answer).toBe(over);
          if (!passed) expect(answer).toEqual({ pending: "not-rotated", until: rotatedOn });
          if (passed && oldest === null) expect(answer).toEqual({ pending: "unreachable" });
        },
      ),
    );
  });

  it("and files under a key of their own are over when the key is destroyed", async () => {
    const keys = shreddedCopies({
      destroyed: async (reference) => (reference === "r" ? { keyId: "k1", on: day("2022-02-01") } : undefined),
    });
    expect(await keys.pursue(task({ copy: "exports" }), files, day("2022-02-01"))).toEqual({
      evidence: { kind: "shredded", keyId: "k1", destroyedOn: "2022-02-01" },
    });
    expect(await keys.pursue(task({ copy: "exports", reference: "other" }), files, day("2022-02-01"))).toEqual({ pending: "still-there" });
  });
});
