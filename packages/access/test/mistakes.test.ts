/** The mistakes that a matrix is asked to catch, and the line in which each release of the compiler tells it. */
import { describe, expect, it } from "vitest";
import { diagnose } from "../../../testing/compiler.ts";

const HEAD = `
import { defineMatrix } from "@favorable/access";
import { type DataFor, defineVocabulary } from "@favorable/fields";
import * as z from "zod";
const vocabulary = defineVocabulary({
  purposes: { followUp: { statement: {} }, payroll: { statement: {} } },
  categories: { identity: { label: {} }, vaccinationStatus: { label: {} } },
  origins: { hrFile: { label: {} } },
});
const tags = { origins: ["hrFile"], purposes: ["followUp", "payroll"] } as const;
const agent = vocabulary.record("agent", {
  name: vocabulary.field(z.string(), { ...tags, category: "identity" }),
  doses: vocabulary.field(z.number(), { ...tags, category: "vaccinationStatus" }),
});
const hrDirector = { label: {}, purposes: ["followUp"] } as const;
const auditor = { label: {}, purposes: ["payroll"] } as const;
const access = defineMatrix(vocabulary, {
  actions: ["read", "add"],
  roles: { hrDirector, auditor },
  grants: { hrDirector: { identity: "all", vaccinationStatus: "none" }, auditor: { identity: "none", vaccinationStatus: "none" } },
  conflicts: [["hrDirector", "auditor"]],
});
const session = access.as({ actor: "a", role: "hrDirector", purpose: "followUp" });
`;
const declare = (grants: string, more = ""): string =>
  `${HEAD} defineMatrix(vocabulary, { actions: ["read", "add"], roles: { hrDirector }, grants: { ${grants} }${more} });`;

const mistakes = {
  unknownRole: `${HEAD} access.as({ actor: "a", role: "hrDirektor", purpose: "followUp" });`,
  unknownAction: `${HEAD} session.can("burn", "identity");`,
  unknownCategory: `${HEAD} session.can("read", "identty");`,
  maskedField: `${HEAD} session.project(agent, {}).doses;`,
  misspeltCategory: declare(`hrDirector: { identity: "all", vaccinationStats: "none" }`),
  undecidedCategory: declare(`hrDirector: { identity: "all" }`),
  undecidedRole: declare(""),
  strangeAction: declare(`hrDirector: { identity: "all", vaccinationStatus: ["delete"] }`),
  extraRole: declare(`hrDirector: { identity: "all", vaccinationStatus: "none" }, nurse: { identity: "all", vaccinationStatus: "none" }`),
  untaggedField: `${HEAD} vocabulary.record("login", { raw: z.string() });`,
  wrongPurpose: `${HEAD} declare const seen: DataFor<typeof agent, "payroll">; const wanted: DataFor<typeof agent, "followUp"> = seen;`,
  conflictingRoles: `${HEAD} access.assign({ actor: "a", roles: ["hrDirector", "auditor"] });`,
  readOfDenied: `${HEAD} const doses: number = session.mark(agent, {}).doses;`,
  unknownRoleInRule: declare(
    `hrDirector: { identity: "all", vaccinationStatus: "none" }`,
    `, when: [{ roles: ["nurse"], where: { kind: "own-unit", field: "unit" } }]`,
  ),
};

/** Told in several lines: a mark differs in a member of a member, and the compiler works its way down to it. */
const NESTED = ["wrongPurpose"];
/** The line that names the wrong word: the last, where the compiler works its way down to it. */
const line = (message: string): string => message.split("\n").at(-1)?.trim() ?? "";

describe.each(["6.0", "5.9"] as const)("TypeScript %s", (release) => {
  it("tells each mistake once, in a line that names the wrong word", { timeout: 180_000 }, () => {
    const said = diagnose(`packages/access/test`, mistakes, release);
    const lines = Object.fromEntries(Object.entries(said).map(([name, { messages }]) => [name, messages.map(line)]));
    // The whole message is kept: what it says before its last line, too, is for somebody to read.
    expect(Object.fromEntries(Object.entries(said).map(([name, { messages }]) => [name, messages]))).toMatchSnapshot(release);
    for (const [name, { messages }] of Object.entries(said))
      for (const message of messages) {
        const [first = ""] = message.split("\n");
        expect([name, first.length < 400 && !/\.\.\. \d+ more/.test(first)]).toEqual([name, true]);
        if (!NESTED.includes(name)) expect([name, message.split("\n").length]).toEqual([name, 1]);
      }
    expect(lines).toMatchInlineSnapshot(`
      {
        "conflictingRoles": [
          "Type 'string[]' is not assignable to type '"roles 'hrDirector' and 'auditor' may not be held together"'.",
        ],
        "extraRole": [
          "Type '{ identity: string; vaccinationStatus: string; }' is not assignable to type '"unknown role 'nurse'"'.",
        ],
        "maskedField": [
          "Property 'doses' does not exist on type '{ readonly name: string; }'.",
        ],
        "misspeltCategory": [
          "Type '{ identity: string; vaccinationStats: string; }' is not assignable to type '"role 'hrDirector' has an unknown category 'vaccinationStats'"'.",
        ],
        "readOfDenied": [
          "Type 'Denied<"hrDirector may not read 'vaccinationStatus'">' is not assignable to type 'number'.",
        ],
        "strangeAction": [
          "Type '{ identity: string; vaccinationStatus: string[]; }' is not assignable to type '"role 'hrDirector' on 'vaccinationStatus' has an unknown action 'delete'"'.",
        ],
        "undecidedCategory": [
          "Type '{ identity: string; }' is not assignable to type '"role 'hrDirector' is not decided on 'vaccinationStatus'"'.",
        ],
        "undecidedRole": [
          "Type '{}' is not assignable to type '"role 'hrDirector' is not decided"'.",
        ],
        "unknownAction": [
          "Argument of type '"burn"' is not assignable to parameter of type '"read" | "add"'.",
        ],
        "unknownCategory": [
          "Argument of type '"identty"' is not assignable to parameter of type '"identity" | "vaccinationStatus"'.",
        ],
        "unknownRole": [
          "Type '"hrDirektor"' is not assignable to type '"hrDirector" | "auditor"'. Did you mean '"hrDirector"'?",
        ],
        "unknownRoleInRule": [
          "Type '"nurse"' is not assignable to type '"hrDirector"'.",
        ],
        "untaggedField": [
          "Type 'ZodString' is not assignable to type '"field 'raw' has no category, origins and purposes: write field(schema, { category, origins, purposes })"'.",
        ],
        "wrongPurpose": [
          "Property 'followUp' is missing in type '{ readonly payroll: true; }' but required in type '{ readonly followUp: true; }'.",
        ],
      }
    `);
  });

  it("has nothing to say of what is right", { timeout: 180_000 }, () => {
    const right = `${HEAD} access.assign({ actor: "a", roles: ["hrDirector"] }); session.mark(agent, {}).doses.denied;`;
    expect(diagnose(`packages/access/test`, { right }, release).right.messages).toEqual([]);
  });
});
