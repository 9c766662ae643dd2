import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { whole } from "../whole-document.ts";
import { needs } from "./needs.ts";

interface Rule {
  readonly id: string;
  readonly needs: string;
}

const rulebook = new URL("../../../../../shared/reference/rulebook.json", import.meta.url);
const bundle = readFileSync(new URL("../../../review/src/evidence/bundle.ts", import.meta.url), "utf8");

/** The facts of a need: parted at commas and semicolons that stand outside braces and parentheses. */
function factsOf(text: string): readonly string[] {
  return text
    .replace(/[({][^)}]*[)}]/g, (inside) => inside.replaceAll(",", "\u0000"))
    .split(/[,;]/)
    .map((fact) => fact.replaceAll("\u0000", ",").trim());
}

/** Whether a path leads to something stated in the document that states everything. */
function isStated(path: string): boolean {
  let inside: unknown = whole;
  for (const key of path.split(".")) {
    if (!Object.hasOwn(Object(inside), key)) return false;
    inside = Reflect.get(Object(inside), key);
  }
  return true;
}

describe("the facts the rulebook needs", () => {
  it("are all held somewhere, rule by rule", (context) => {
    if (!existsSync(rulebook)) return context.skip("the rulebook is not here: check out ../shared");
    const rules: readonly Rule[] = JSON.parse(readFileSync(rulebook, "utf8"));
    expect(rules).toHaveLength(68);
    expect(Object.keys(needs)).toEqual(rules.map(({ id }) => id));
    for (const rule of rules) expect([rule.id, Object.keys(needs[rule.id] ?? {})]).toEqual([rule.id, factsOf(rule.needs)]);
  });

  it.each(Object.entries(needs))("of %s have a place in the form, or in the evidence", (_, facts) => {
    for (const [fact, paths] of Object.entries(facts)) {
      expect([fact, paths.length > 0]).toEqual([fact, true]);
      for (const path of paths) {
        const [first, part] = path.split(".");
        if (first === "evidence") expect([path, new RegExp(`^  readonly ${part}\\??:`, "m").test(bundle)]).toEqual([path, true]);
        else if (!["hash", "profile", "comparison"].includes(path)) expect([path, isStated(path)]).toEqual([path, true]);
      }
    }
  });
});
