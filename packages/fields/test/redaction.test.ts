import { createRedactor, defineVocabulary } from "@favorable/fields";
import fc from "fast-check";
import pino from "pino";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { codeOf } from "../../../testing/codes.ts";

const { field, record } = defineVocabulary({
  purposes: { care: { statement: { en: "Care" } } },
  categories: { identity: { label: { en: "Identity" } } },
  origins: { subject: { label: { en: "The person" } } },
});
const tags = { category: "identity", origins: ["subject"], purposes: ["care"] } as const;
const text = field(z.string(), tags);
const person = record("person", {
  name: text,
  phoneNumber: text,
  "first-name": text,
  address: field(z.object({ street: z.string() }), tags),
  level: text,
});
const redactor = createRedactor([person]);
const MARKER = "MARKER-LONG-ENOUGH-NOT-TO-STAND-ANYWHERE-BY-CHANCE";

/** A real logger of pino, and what it wrote. */
function logger(options: pino.LoggerOptions = {}) {
  const lines: string[] = [];
  return { log: pino({ ...redactor.pino, ...options }, { write: (line: string) => void lines.push(line) }), lines };
}

describe("a log of pino", () => {
  it("holds no value of a tagged field, at any depth, in lists, errors, bindings, mixins and serialised objects", () => {
    const { log, lines } = logger({
      mixin: () => ({ context: { name: MARKER } }),
      serializers: { row: (row: { id: string }) => ({ id: row.id, first_name: MARKER }) },
      base: { name: MARKER },
    });
    log.info({ name: MARKER }, "one");
    log.info({ a: { b: { c: { d: { e: { f: { g: { h: { phoneNumber: MARKER } } } } } } } } });
    log.info({ rows: [[{ phone_number: MARKER }], [[[{ "FIRST-NAME": [MARKER] }]]]] });
    log.info({ address: { street: MARKER, deep: [{ more: MARKER }] } });
    log.error(Object.assign(new Error("failed"), { row: { name: MARKER, rows: [{ name: MARKER }] } }));
    log.child({ person: { name: MARKER } }).warn({ row: { id: "7", name: MARKER } });
    log.info({ body: JSON.stringify({ rows: [{ name: MARKER, text: JSON.stringify({ name: MARKER }) }] }) });
    log.info({ url: `/people?id=7&phone_number=${MARKER}&first%2Dname=${MARKER}` });
    log.info({ toJSON: () => ({ name: MARKER }) });
    log.info({ level: MARKER });
    const cyclic: Record<string, unknown> = { name: MARKER };
    cyclic["self"] = { cyclic, list: [{ name: MARKER }] };
    log.info({ cyclic });
    expect(lines.length).toBe(11);
    expect(lines.join("")).not.toContain(MARKER);
    for (const line of lines) expect(() => JSON.parse(line) as unknown).not.toThrow();
    expect(lines[0]).toContain('"msg":"one"');
    expect(lines[7]).toContain("/people?id=7&phone_number=[redacted]&");
    expect(JSON.parse(lines[5] ?? "")).toMatchObject({ row: { id: "7" } });
  });

  it("keeps what is no personal value as it was", () => {
    const { log, lines } = logger();
    log.info({ req: { method: "GET", url: "/people?page=2" }, took: 12.5, ok: true, none: null, list: [1, "two"] }, "served");
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({
      req: { method: "GET", url: "/people?page=2" },
      took: 12.5,
      ok: true,
      none: null,
      list: [1, "two"],
      msg: "served",
    });
  });

  it("covers the first levels through pino's own paths, where nothing else can be set", () => {
    const lines: string[] = [];
    const log = pino({ redact: { paths: [...redactor.paths(4)] } }, { write: (line: string) => void lines.push(line) });
    log.info({ x: { name: MARKER, rows: [{ phoneNumber: MARKER }], deep: { er: { first_name: "shown", "first-name": MARKER } } } });
    expect(lines.join("")).not.toContain(MARKER);
    log.info({ a: { b: { c: { d: { name: "BELOW-THE-LAST-LEVEL" } } } } });
    expect(lines.join("")).toContain("BELOW-THE-LAST-LEVEL"); // Which is why the line is covered as a whole.
    for (const depth of [0, 9, 1.5]) expect(codeOf(() => redactor.paths(depth))).toBe("DEPTH_INVALID");
  });
});

describe("a redactor", () => {
  const names = fc.constantFrom("name", "phoneNumber", "phone_number", "PHONE-NUMBER", "first_name", "firstName", "address", "level");
  const nested = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 6 },
      fc.constantFrom(1, null, true, "text"),
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom("a", "rows", "deep", "x"), tie("value"), { maxKeys: 3 }),
      fc.tuple(names, tie("value")).map(([name, value]) => ({ [name]: [MARKER, value], b: value })),
      fc.tuple(names, tie("value")).map(([name, value]) => JSON.stringify({ [name]: MARKER, b: value })),
      names.map((name) => `https://example.org/?a=1&${name}=${MARKER}#top`),
    ),
  })).value;

  it("lets no value under a tagged name through, whatever it is nested in", () => {
    const { log, lines } = logger();
    fc.assert(
      fc.property(nested, (value) => {
        expect(redactor.line(JSON.stringify({ value }))).not.toContain(MARKER);
        expect(JSON.stringify(redactor.value(value))).not.toContain(MARKER);
        lines.length = 0;
        log.info({ value });
        expect(lines.join("")).not.toContain(MARKER);
      }),
      { numRuns: 2000, interruptAfterTimeLimit: 15_000 },
    );
  });

  it("withholds a line that it cannot read, and a value that throws", () => {
    for (const line of [`not json ${MARKER}`, `{"name":"${MARKER}"`, "", "\ud800"]) {
      const covered = redactor.line(line);
      expect(covered).not.toContain(MARKER);
      expect(JSON.parse(covered)).toMatchObject({ level: 50 });
    }
    const throwing = {
      get x(): never {
        throw new Error(MARKER);
      },
    };
    const cyclic: Record<string, unknown> = { name: MARKER };
    cyclic["self"] = cyclic;
    expect([redactor.value(throwing), redactor.value(cyclic), redactor.value(1n)]).toEqual([
      "[unreadable]",
      "[unreadable]",
      "[unreadable]",
    ]);
    expect(redactor.value(undefined)).toBeUndefined();
    expect(redactor.line(`${"[".repeat(200_000)}${"]".repeat(200_000)}`)).toContain("withheld");
  });

  it("keeps line ends as they were", () => {
    expect(redactor.line('{"a":1}\n')).toBe('{"a":1}\n');
    expect(redactor.line('{"a":1}')).toBe('{"a":1}');
  });

  it("covers names of the application's own with its own sign, and needs at least one", () => {
    expect(createRedactor([], { names: ["pin"], censor: "*" }).line('{"PIN":1}')).toBe('{"PIN":"*"}');
    expect(codeOf(() => createRedactor([]))).toBe("REDACTION_EMPTY");
    expect(codeOf(() => createRedactor([], { names: ["_"] }))).toBe("REDACTION_EMPTY");
  });
});
