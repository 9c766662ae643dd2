import { createKeyRing, isErased, openRow, sealed, sealedCodec, sealRow } from "@favorable/encryption";
import { describe, expect, expectTypeOf, it } from "vitest";
import * as z from "zod";
import { codeOf, rejectionCode } from "../../../testing/codes.ts";
import { sealedFacts } from "../src/fields/sealed.ts";
import { shared } from "./rings.ts";

const ring = shared().process();
const day = z.codec(z.iso.date(), z.date(), { decode: (text) => new Date(text), encode: (date) => date.toISOString().slice(0, 10) });
const agent = {
  staffNumber: z.string(),
  comment: sealed(z.string().max(50)),
  born: sealed(day, { column: "born_on" }).nullable(),
  doses: sealed(z.int()).optional(),
};
const place = { table: "agent", subject: "a-17" };
const value = { staffNumber: "a-17", comment: "on leave", born: new Date("1980-02-29"), doses: 2 };

describe("a shape with sealed fields", () => {
  it("goes into the database as cells and comes back as values", async () => {
    const row = await sealRow(ring, agent, value, place);
    expect(row.staffNumber).toBe("a-17");
    for (const cell of [row.comment, row.born, row.doses]) expect(cell).toMatch(/^sealed\.v1\./);
    expect(JSON.stringify(row)).not.toMatch(/on leave|1980/);
    expect(await openRow(ring, agent, { ...row, id: 5 }, place)).toEqual({ ...value, id: 5 });
    expectTypeOf(row.comment).toEqualTypeOf<string>();
    expectTypeOf(row.staffNumber).toEqualTypeOf<string>();
  });

  it("keeps null and what is missing", async () => {
    const row = await sealRow(ring, agent, { staffNumber: "a-17", comment: "x", born: null, doses: undefined }, place);
    expect([row.born, row.doses]).toEqual([null, undefined]);
    expect(await openRow(ring, agent, row, place)).toEqual({ staffNumber: "a-17", comment: "x", born: null, doses: undefined });
  });

  it("parses as the schemas it was made from", () => {
    expect(z.object(agent).parse({ ...value, born: "1980-02-29" })).toEqual(value);
    expect(z.object(agent).safeParse({ ...value, born: null, comment: "x".repeat(51) }).success).toBe(false);
    expectTypeOf<z.output<typeof agent.comment>>().toEqualTypeOf<string>();
    expect(z.toJSONSchema(sealed(z.string().max(5)))).toMatchObject({ type: "string", maxLength: 5 });
  });

  it("keeps its mark under wrappers and refinements, where meta would be lost", () => {
    const base = sealed(z.string(), { padTo: 32 });
    const forms = [
      base,
      base.min(1),
      base.refine(() => true),
      base.describe("x"),
      base.meta({ title: "x" }),
      base.optional(),
      base.nullable().optional(),
      base.default("x"),
      base.catch("x"),
      base.readonly(),
      base.brand("x"),
      base.transform((text) => text.length),
      base.pipe(z.string()),
    ];
    for (const schema of forms) expect(sealedFacts(schema)).toMatchObject({ padTo: 32 });
    expect(sealedFacts(z.string().optional())).toBeUndefined();
  });

  it("refuses a mark on a part of a field: the rest would stand in clear", () => {
    const inner = sealed(z.string());
    const parts = [z.array(inner), z.object({ a: inner }), z.union([inner, z.int()]), z.tuple([inner]), z.record(z.string(), inner)];
    for (const schema of [...parts, z.array(z.object({ a: inner })).optional()])
      expect(codeOf(() => sealedFacts(schema))).toBe("SEALED_SCHEMA");
    expect(sealedFacts(sealed(z.array(z.string()), { padTo: 64 }))).toMatchObject({ padTo: 64 });
    for (const odd of [null, 5, {}]) expect(codeOf(() => sealed(odd as never))).toBe("SEALED_SCHEMA");
    for (const padTo of [0, 1.5, 65_537]) expect(codeOf(() => sealed(z.string(), { padTo }))).toBe("SEALED_SCHEMA");
  });

  it("refuses a value that its schema does not take, and a field it does not have", async () => {
    const seal = (row: object) => rejectionCode(sealRow(ring, agent, row as typeof value, place));
    expect(await seal({ ...value, comment: "x".repeat(51) })).toBe("SEALED_VALUE");
    expect(await seal({ ...value, doses: "two" })).toBe("SEALED_VALUE");
    expect(await seal({ ...value, coment: "slip of the pen" })).toBe("SEALED_VALUE");
    const oneWay = { size: sealed(z.string().transform((text) => text.length)) };
    expect(await rejectionCode(sealRow(ring, oneWay, { size: 5 }, place))).toBe("SEALED_SCHEMA");
    expect(await rejectionCode(sealRow(ring, { at: sealed(z.date()) }, { at: new Date() }, place))).toBe("SEALED_SCHEMA");
    const thrower = {
      it: sealed(
        z.string().refine(() => {
          throw new Error("quoted value");
        }),
      ),
    };
    expect(await rejectionCode(sealRow(ring, thrower, { it: "x" }, place))).toBe("SEALED_SCHEMA");
  });

  it("refuses a value in clear, a cell of another column, and one that no longer fits the schema", async () => {
    const row = await sealRow(ring, agent, value, place);
    const open = (stored: object, shape: object = agent) => rejectionCode(openRow(ring, shape as typeof agent, stored, place));
    expect(await open({ ...row, comment: "in clear" })).toBe("SEALED_INVALID");
    expect(await open({ ...row, comment: 5 })).toBe("SEALED_INVALID");
    expect(await open({ ...row, comment: row.doses })).toBe("SEALED_REFUSED");
    expect(await open(row, { ...agent, comment: sealed(z.string().max(3)) })).toBe("SEALED_VALUE");
    expect(await rejectionCode(openRow(ring, agent, row, { ...place, subject: "a-18" }))).toBe("SUBJECT_KEY_MISSING");
  });

  it("hides the length of what is padded", async () => {
    const shape = { note: sealed(z.string(), { padTo: 64 }) };
    const lengths = await Promise.all(
      ["", "x", "x".repeat(62)].map(async (note) => (await sealRow(ring, shape, { note }, place)).note.length),
    );
    expect(new Set(lengths).size).toBe(1);
    const longer = await sealRow(ring, shape, { note: "x".repeat(63) }, place);
    expect(longer.note.length).toBeGreaterThan(lengths[0] ?? 0);
    expect(await openRow(ring, shape, longer, place)).toEqual({ note: "x".repeat(63) });
  });

  it("marks every field of an erased subject, and keeps the rest", async () => {
    const own = shared().process();
    const row = await sealRow(own, agent, value, place);
    await own.erase("a-17");
    const opened = await openRow(own, agent, row, place);
    expect([isErased(opened.comment), isErased(opened.born), isErased(opened.doses)]).toEqual([true, true, true]);
    expect(opened.staffNumber).toBe("a-17");
  });
});

describe("the codec for one place", () => {
  it("goes both ways, asynchronously", async () => {
    const codec = sealedCodec(ring, sealed(z.int(), { padTo: 16 }), { ...place, column: "doses" });
    const cell = await z.encodeAsync(codec, 3);
    expect(await z.decodeAsync(codec, cell)).toBe(3);
    expect(() => z.decode(codec, cell)).toThrow(z.core.$ZodAsyncError);
    expect(await rejectionCode(z.encodeAsync(codec, "three" as never))).toBe("SEALED_VALUE");
    expect(await rejectionCode(z.decodeAsync(codec, "3"))).toBe("SEALED_INVALID");
  });
});

describe("errors", () => {
  it("hold no value, no subject and no key", async () => {
    const marker = "marker-7f3a9c2e51d84b06";
    const subject = `subject-${marker}`;
    const subjectKey = new Uint8Array(32).fill(0x7b);
    const all = shared();
    const own = createKeyRing({ ...all, subjectKey });
    const home = { table: "agent", subject };
    const row = await sealRow(own, agent, { ...value, comment: marker }, home);
    const { comment } = row;
    const odd: (() => Promise<unknown>)[] = [
      () => openRow(own, agent, { comment: marker }, home),
      () => openRow(own, agent, { doses: comment }, home),
      () => openRow(own, { comment: sealed(z.int()) }, { comment }, home),
      () => sealRow(own, agent, { ...value, comment: marker.repeat(5) }, home),
      () => sealRow(own, agent, { ...value, [marker]: 1 } as typeof value, home),
      () =>
        sealRow(
          own,
          {
            a: sealed(
              z.string().refine(() => {
                throw new Error(marker);
              }),
            ),
          },
          { a: marker },
          home,
        ),
      () => own.reopen(subject),
      () => own.open({ ...home, column: "x" }, comment),
      () => own.erase(subject).then(() => own.provision(subject)),
    ];
    for (const work of odd) {
      const error: unknown = await work().then(
        () => "nothing thrown",
        (caught: unknown) => caught,
      );
      const said = error instanceof Error ? `${JSON.stringify(error)}${error.stack}${String(error.cause)}` : String(error);
      expect(said).toMatch(/SEALED|SUBJECT/);
      for (const secret of [marker, "7b7b7b", "e3t7e3t7"]) expect(said).not.toContain(secret);
    }
  });
});
