import { beginText, setupText } from "@favorable/sql";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeOf } from "../../../testing/codes.ts";

describe("beginText", () => {
  it("begins and nothing else without a context", () => {
    expect(beginText()).toBe("begin");
    expect(beginText({ settings: {}, readOnly: false })).toBe("begin");
    expect(setupText()).toBe("");
  });

  it("opens with isolation and read only", () => {
    expect(beginText({ isolation: "read committed" })).toBe("begin isolation level read committed");
    expect(beginText({ isolation: "serializable" })).toBe("begin isolation level serializable");
    expect(setupText({ isolation: "repeatable read", readOnly: true })).toBe("set transaction isolation level repeatable read read only");
    expect(setupText({ readOnly: true })).toBe("set transaction read only");
  });

  it("sets the role before the settings, all transaction-local", () => {
    const hex = (text: string): string =>
      `pg_catalog.convert_from(pg_catalog.decode('${Buffer.from(text).toString("hex")}', 'hex'), 'UTF8')`;
    const set = (name: string, value: string): string => `pg_catalog.set_config(${hex(name)}, ${hex(value)}, true)`;
    expect(beginText({ role: "clerk", settings: { "favorable.actor": "a", "favorable.purpose": "" } })).toBe(
      `begin; select ${set("role", "clerk")}, ${set("favorable.actor", "a")}, ${set("favorable.purpose", "")}`,
    );
  });

  it("holds nothing of a value but hexadecimal digits, whatever the value", () => {
    const value = fc.string({ unit: "binary" }).map((text) => text.replaceAll("\0", ""));
    fc.assert(
      fc.property(value, (actor) => {
        const text = beginText({ settings: { "favorable.actor": actor } });
        const literals = [...text.matchAll(/'([^']*)'/g)].map(([, literal]) => literal);
        expect(text.replace(/'[0-9a-f]*'/g, "''")).toBe(beginText({ settings: { "favorable.actor": "" } }).replace(/'[0-9a-f]*'/g, "''"));
        expect(Buffer.from(literals[3] ?? "", "hex").toString("utf8")).toBe(actor);
      }),
    );
  });

  it("refuses a role that the server would cut, reset or misread", () => {
    for (const role of ["", "none", "r".repeat(64), "é".repeat(32), "a\0b", "\udfff"])
      expect(codeOf(() => beginText({ role }))).toBe("CONTEXT_INVALID");
    expect(beginText({ role: "é".repeat(31) })).toContain("set_config");
  });

  it("refuses a setting that is not a dotted lower-case name, such as the role itself", () => {
    for (const name of ["role", "search_path", "a.", ".a", "A.b", "a.b'", "a b.c", `a.${"b".repeat(64)}`])
      expect(codeOf(() => beginText({ settings: { [name]: "x" } }))).toBe("CONTEXT_INVALID");
    expect(codeOf(() => beginText({ settings: { "a.b": "\ud800" } }))).toBe("CONTEXT_INVALID");
    expect(codeOf(() => beginText({ settings: { "a.b": 1 as never } }))).toBe("CONTEXT_INVALID");
  });

  it("refuses an isolation it does not know", () => {
    expect(codeOf(() => beginText({ isolation: "read uncommitted; drop table x" as never }))).toBe("CONTEXT_INVALID");
  });
});
