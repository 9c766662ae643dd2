import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "@commander-js/extra-typings";
import { isPrivacyError } from "@favorable/core";
import { afterAll, afterEach, expect, test, vi } from "vitest";
import { cliFile } from "../../../testing/cli-file.ts";
import { addAccessCommands } from "../src/cli/access/commands.ts";

const folder = mkdtempSync(join(tmpdir(), "favorable-access-"));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => {
  process.exitCode = undefined;
});

const full = ["read", "add", "modify", "delete"] as const;
const stated = {
  format: "favorable-processing/2",
  id: "register",
  stage: "draft",
  purposes: { followUp: { statement: { fr: "Suivi de la vaccination", en: "Follow-up" } } },
  categories: {
    identity: { label: { fr: "Identité", en: "Identity" } },
    logs: { label: { fr: "Journaux", en: "Logs" }, kind: "access-log" },
  },
  access: {
    actions: full,
    roles: {
      director: { label: { fr: "le directeur", en: "the director" }, purposes: ["followUp"] },
      manager: { label: { fr: "les gestionnaires", en: "the managers" }, purposes: ["followUp"], rowScope: "own-unit" },
    },
    grants: { director: { identity: "all", logs: "all" }, manager: { identity: ["read"], logs: "none" } },
    immutable: ["logs"],
  },
  authorisations: {
    separated: [["director", "manager"]],
    rowScopes: { director: { identity: "all" } },
    breakGlass: { roles: ["manager"], longest: "P1D" },
  },
};

function written(name: string, document: object): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(document));
  return path;
}
const register = written("register.json", stated);

/** The verb in this process: what it prints, or the code of what it throws. */
function favorable(...args: readonly string[]): string {
  let said = "";
  const stdout = vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    said += String(text);
    return true;
  });
  try {
    const program = new Command().exitOverride();
    addAccessCommands(program);
    program.parse(["node", "favorable", "access", ...args]);
    return said;
  } catch (error) {
    if (isPrivacyError(error)) return error.code;
    throw error;
  } finally {
    stdout.mockRestore();
  }
}

test("the matrix of a document, its conditions, roles held apart and emergencies, in Markdown", () => {
  const text = favorable("matrix", register);
  expect(text).toContain("| Identity | RAMD | R |\n| Logs (immutable) | RA | – |");
  expect(text).toContain("- the managers: one's own unit\n- the director (Identity): all records");
  expect(text).toContain("- the director and the managers");
  expect(text).toContain("- the managers, at most P1D");
  expect(favorable("matrix", register)).toBe(text);
});

test("conditions, conflicts and emergency roles of the matrix itself are said, each once", () => {
  const matrix = {
    ...stated.access,
    roles: { ...stated.access.roles, onCall: { label: { en: "the manager on call" }, purposes: ["followUp"] } },
    grants: { ...stated.access.grants, onCall: { identity: ["read"], logs: "none" } },
    when: [
      {
        roles: ["manager"],
        where: {
          kind: "any-of",
          of: [
            { kind: "case-load", field: "person" },
            { kind: "last-days", field: "on", days: 30 },
          ],
        },
      },
      { actions: ["delete"], where: { kind: "during", from: "2021-11-01" } },
    ],
    conflicts: [["manager", "director"]],
    breakGlass: { onCall: { for: ["manager"], maximumMinutes: 60 } },
  };
  const text = favorable("matrix", written("ruled.json", { ...stated, access: matrix }));
  expect(text).toContain(
    "- the managers: (the cases in one's charge (person) or on within the last 30 days)\n- every role (delete): from 2021-11-01\n",
  );
  expect(text.match(/^- the (director|managers) and the (director|managers)$/gm)).toHaveLength(1);
  expect(text).toContain("- the manager on call (by: the managers), at most 60 minutes\n- the managers, at most P1D");
});

test("the same as a page, in a file whose name is printed", () => {
  const out = join(folder, "matrix.html");
  expect(favorable("matrix", register, "--format", "html", "--lang", "fr", "--purpose", "followUp", "--out", out)).toBe(`${out}\n`);
  const page = readFileSync(out, "utf8");
  expect(page).toContain('<html lang="fr">');
  expect(page).toContain('<th scope="col">les gestionnaires</th>');
});

test("section V in French, and in English when asked", () => {
  expect(favorable("section-v", register)).toContain(
    "- le directeur\u00a0: lecture, ajout, modification et suppression des informations\u00a0;\n- les gestionnaires\u00a0: lecture (Identité).",
  );
  expect(favorable("section-v", register, "--lang", "en")).toContain("- the director: read, add, modify and delete the information;");
});

test("what cannot be printed is refused by its code", () => {
  const { access: _, authorisations: __, ...bare } = stated;
  expect(favorable("matrix", written("bare.json", bare))).toBe("ACCESS_UNDECLARED");
  expect(favorable("matrix", register, "--purpose", "payroll")).toBe("PURPOSE_UNKNOWN");
  expect(favorable("matrix", register, "--format", "pdf")).toBe("OPTION_INVALID");
  expect(favorable("section-v", register, "--lang", "de")).toBe("OPTION_INVALID");
  expect(favorable("section-v", join(folder, "none.json"))).toBe("FILE_UNREADABLE");
});

test("the program has the verbs, and ends with 2 on a mistake", () => {
  const started = (...args: readonly string[]) => spawnSync(process.execPath, [cliFile, "access", ...args], { encoding: "utf8" });
  expect(started("matrix", register).stdout).toContain("| Identity | RAMD | R |");
  const wrong = started("matrix", register, "--purpose", "payroll");
  expect(wrong.status).toBe(2);
  expect(wrong.stderr).toContain("PURPOSE_UNKNOWN");
});

test("prints no matrix that could not be declared: an undecided cell, a role or a category that nobody declared", () => {
  const { access } = stated;
  const code = (of: object): string => favorable("matrix", written("other.json", { ...stated, access: { ...access, ...of } }));
  const codes = [
    code({ grants: { ...access.grants, manager: { identity: ["read"] } } }),
    code({ grants: { ...access.grants, manager: { identity: ["extract"], logs: "none" } } }),
    code({ when: [{ roles: ["nurse"], where: { kind: "own-unit", field: "unit" } }] }),
    code({ conflicts: [["manager", "nurse"]] }),
    code({ conflicts: [["manager", "manager"]] }),
    code({ breakGlass: { manager: { for: ["manager"], maximumMinutes: 60 } } }),
    code({ immutable: ["salary"] }),
  ];
  const form = "DOCUMENT_INVALID"; // Refused before it is a matrix.
  expect(codes).toEqual([form, form, form, form, "CONFLICT_INVALID", "BREAK_GLASS_INVALID", form]);
});
