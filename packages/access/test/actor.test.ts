import { type BreakGlassEvent, conditionSql, createBreakGlass, decider, defineMatrix, lastDays, ownUnit } from "@favorable/access";
import { assertFactors } from "@favorable/access/credentials";
import { toPostgres } from "@favorable/access/postgres";
import { defineVocabulary } from "@favorable/fields";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { codeOf, rejectionCode } from "../../../testing/codes.ts";
import { declare, file, row, vocabulary } from "./case-file.ts";

const access = declare();
const worker = { actor: "w-1", role: "worker", purpose: "care", units: ["north"] } as const;

describe("who acts", () => {
  it("is known as a data subject by a number as by a text, and by nothing else", () => {
    const numbered = { ...row, person: 17 } as never;
    for (const subject of ["17", 17, 17n])
      expect(codeOf(() => access.as({ ...worker, subject: subject as never }).project(file, numbered))).toBe("OWN_RECORD");
    for (const subject of ["", null, 1.5, Number.NaN, {}, ["17"], true])
      expect(codeOf(() => access.as({ ...worker, subject: subject as never }))).toBe("SUBJECT_INVALID");
  });

  it("is shown no row that is about them by any of its fields", () => {
    const { field, record } = vocabulary;
    const tags = { origins: ["subject"], purposes: ["care"], category: "identity" } as const;
    const pair = record("pair", {
      one: field(z.string(), { ...tags, subject: true }),
      other: field(z.string(), { ...tags, subject: true }),
    });
    const session = access.as({ actor: "m-1", role: "manager", purpose: "care", holds: ["manager"], subject: "p-1" });
    for (const own of [{ one: "p-1", other: "p-2" }, { one: "p-2", other: "p-1" }, { one: "p-2" }])
      expect(codeOf(() => session.project(pair, own))).toBe("OWN_RECORD");
    expect(session.project(pair, { one: "p-2", other: "p-3" })).toEqual({ one: "p-2", other: "p-3" });
    expect(session.where(pair, "read")).toEqual({
      text: '(true and "one"::text <> $1::text and "other"::text <> $1::text)',
      params: ["p-1"],
    });
  });

  it("is one person, in French and English, however the name is written", () => {
    const shared = [
      "administrateur",
      "Administrator",
      "admin1",
      "ａdmin",
      "root\u200b",
      "accueil",
      "secrétariat",
      "stagiaire",
      "dba",
      "sysadmin",
    ];
    for (const actor of [...shared, "invité", "admin@hospital.example", "accueil-2", " Test ", "utilisateur"]) {
      expect([actor, codeOf(() => access.assign({ actor, roles: ["worker"] }))]).toEqual([actor, "ACCOUNT_SHARED"]);
      expect([actor, codeOf(() => access.as({ ...worker, actor }))]).toEqual([actor, "ACCOUNT_SHARED"]);
    }
    for (const actor of [" ", "\u200b"]) expect(codeOf(() => access.as({ ...worker, actor }))).toBe("ACTOR_MISSING");
    for (const actor of ["a-17", "adminska", "testud", "rootes.m@hospital.example"])
      expect(access.as({ ...worker, actor }).actor).toBe(actor);
  });

  it("says which roles they hold, where roles are held apart", () => {
    const who = { actor: "m-1", role: "manager", purpose: "care" } as const;
    expect(codeOf(() => access.as(who))).toBe("HOLDS_MISSING");
    expect(codeOf(() => access.as({ ...who, holds: ["manager", "auditor"] }))).toBe("ROLES_CONFLICT");
    expect(access.as({ ...who, holds: ["manager"] }).role).toBe("manager");
    expect(access.as(worker).role).toBe("worker"); // Held apart from nothing.
  });

  it("does not review their own emergency under another spelling, nor open on an answer that is not true", async () => {
    const events: BreakGlassEvent[] = [];
    const last = { id: "e-1", reviewed: 0 as unknown as boolean };
    const glass = createBreakGlass(access, { record: async (event) => events.push(event), last: async () => last });
    const reason = "A child is missing, the family cannot be reached";
    const opening = { actor: "n-1", holds: ["worker"], role: "onCall", purpose: "care", reason, minutes: 5 } as const;
    for (const reviewed of [0, undefined, "true", 1, null]) {
      last.reviewed = reviewed as never;
      expect(await rejectionCode(glass.open(opening))).toBe("REVIEW_PENDING");
    }
    last.reviewed = false;
    const review = { id: "e-1", actor: "n-1", verdict: "justified", findings: "Two files read" } as const;
    for (const reviewer of ["N-1", "n-1 ", " Ｎ-1", "n\u200b-1"])
      expect(await rejectionCode(glass.review({ ...review, reviewer }))).toBe("REVIEW_BY_ACTOR");
    expect(events).toEqual([]);
    last.reviewed = true;
    await glass.open(opening);
    expect(events).toHaveLength(1);
  });
});

describe("conditions", () => {
  const other = vocabulary.record("other", {
    person: vocabulary.field(z.string(), { origins: ["subject"], purposes: ["care"], category: "identity" }),
  });

  it("on a field that the record lacks are met by no row, in the process and in a statement", () => {
    const session = access.as(worker);
    expect(session.can("read", "identity", { record: other, row: { person: "p-1", unit: "north" } })).toBe(false);
    expect(session.where(other, "read")).toEqual({ text: "(false)", params: [] });
  });

  it("on dates are held against texts of dates alone, in a statement too", () => {
    const { text, params } = conditionSql(lastDays("openedOn", 30), { today: "2021-11-02" });
    expect(text).toContain("::text collate");
    expect(text).not.toContain("::date");
    expect(params).toEqual(["2021-10-03", "2021-11-02"]);
  });
});

it("a matrix's own table shows its rows, its conflicts and its emergency roles", () => {
  const text = access.toMarkdown();
  expect(text).toContain("- worker (modify): (person among one's cases or openedOn within the last 30 days)".slice(0, 20));
  expect(text).toContain("Rows in reach:");
  expect(text).toContain("- manager, auditor");
  expect(text).toContain("- onCall: by worker, 60 minutes at most");
  const plain = {
    actions: ["read"],
    roles: { a: { label: {}, purposes: ["care"] } },
    grants: { a: { identity: "all", notes: "none" } },
  } as const;
  const narrowed = { ...plain, when: [{ where: ownUnit("unit") }] };
  expect(defineMatrix(vocabulary, narrowed).toMarkdown()).not.toBe(defineMatrix(vocabulary, plain).toMarkdown());
});

it("an emergency role has no login: no database can tell that it was opened", () => {
  const words = defineVocabulary({
    purposes: { care: { statement: {} } },
    categories: { file: { label: {} } },
    origins: { subject: { label: {} } },
  });
  const patient = words.record("patient", {
    name: words.field(z.string(), { category: "file", origins: ["subject"], purposes: ["care"] }),
  });
  const matrix = defineMatrix(words, {
    actions: ["read"],
    roles: { nurse: { label: {}, purposes: ["care"] }, urgent: { label: {}, purposes: ["care"] } },
    grants: { nurse: { file: "none" }, urgent: { file: ["read"] } },
    breakGlass: { urgent: { for: ["nurse"], maximumMinutes: 60 } },
  });
  const tables = [{ record: patient, schema: "public", table: "patient", key: "id", columns: { name: "name" } }];
  for (const level of ["columns", "sealed"] as const) {
    const mapping = { level, prefix: "h", tables, logins: { app: ["nurse", "urgent"] } };
    expect(codeOf(() => toPostgres(matrix, mapping))).toBe("MAPPING_INVALID");
    expect(codeOf(() => toPostgres(matrix, { ...mapping, logins: { app: ["nurse"] } }))).toBe("nothing thrown");
  }
});

it("a zone lets nobody in from a place or to a category that nobody declared", () => {
  const zones = { health: { categories: ["file"], from: ["remote"], factors: 2 } } as const;
  const entry = { categories: ["file"], from: "inside", shown: [], now: new Date() } as const;
  const code = (of: object, more: object = {}): string =>
    codeOf(() => assertFactors({ ...zones, ...of } as never, { ...entry, ...more } as never));
  expect(code({})).toBe("nothing thrown");
  for (const from of ["Remote", undefined, "", "__proto__"]) expect(code({}, { from })).toBe("PLACE_UNKNOWN");
  expect(code({ health: { ...zones.health, from: ["Remote"] } })).toBe("ZONE_INVALID");
  expect(code({}, { declared: ["file"] })).toBe("nothing thrown");
  expect(code({}, { declared: ["file"], categories: ["fiel"] })).toBe("CATEGORY_UNKNOWN");
  expect(code({ health: { ...zones.health, categories: ["fiel"] } }, { declared: ["file"] })).toBe("ZONE_INVALID");
});

it("what is asked of nothing, or about nothing, is refused and does not fail", () => {
  const empty = decider({} as never);
  expect(empty.can({ role: "r", purpose: "p", action: "read", category: "c" })).toBe(false);
  expect(empty.explain({ role: "r", purpose: "p", action: "read", category: "c" }).code).toBe("ROLE_UNKNOWN");
  const session = access.as(worker);
  expect(session.can("read", "identity", null as never)).toBe(false);
  expect(session.explain("read", "identity", null as never).allowed).toBe(false);
});

it("an end that is now has ended", () => {
  const at = new Date("2021-11-02T08:00:00Z");
  const facts = {
    purposes: ["care"],
    categories: ["file"],
    actions: ["read"],
    roles: { nurse: { purposes: ["care"] } },
    grants: { nurse: { file: ["read"] } },
  };
  const { can, explain } = decider(facts, () => at);
  const question = { role: "nurse", purpose: "care", action: "read", category: "file" };
  expect(can({ ...question, until: new Date(at.getTime() + 1) })).toBe(true);
  expect(can({ ...question, until: at })).toBe(false);
  expect(explain({ ...question, until: at }).code).toBe("EXPIRED");
});
