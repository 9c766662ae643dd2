import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { Command } from "@commander-js/extra-typings";
import { compareDocuments, lockDocument, polarities, readDocument } from "@favorable/processing";
import { rulebook } from "@favorable/review";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { cliFile } from "../../../testing/cli-file.ts";
import { addDeclarationCommands } from "../src/cli/declaration/commands.ts";
import { driftText } from "../src/cli/declaration/drift-text.ts";
import { lookOf } from "../src/cli/terminal.ts";

const folder = mkdtempSync(join(tmpdir(), "favorable-declaration-"));
const path = (name: string): string => join(folder, name);
const APPROVAL = ["--authority", "CCIN", "--number", "2021-206", "--on", "2021-10-20", "--approved-by", "controller"];
const approval = { authority: "CCIN", number: "2021-206", on: "2021-10-20", role: "controller" };

interface Run {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The program as it is started. */
function started(...args: readonly string[]): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cliFile, ...args], {
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1" },
  });
  return { status: status ?? -1, stdout, stderr };
}

/** The verbs in this process, with the codes of what they throw: starting a program takes longer than most of them. */
function favorable(...args: readonly string[]): Run {
  const said = { stdout: "", stderr: "" };
  const take = (stream: "stdout" | "stderr") =>
    vi.spyOn(process[stream], "write").mockImplementation((text) => {
      said[stream] += String(text);
      return true;
    });
  const taken = [take("stdout"), take("stderr")];
  const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
  try {
    addDeclarationCommands(program);
    for (const command of program.commands) command.exitOverride();
    program.parse(["node", "favorable", ...args]);
    return { status: Number(process.exitCode ?? 0), ...said };
  } catch (error) {
    return { status: 2, stdout: said.stdout, stderr: String(Object(error).code) };
  } finally {
    for (const spy of taken) spy.mockRestore();
    process.exitCode = undefined;
  }
}

const base = {
  format: "favorable-processing/2",
  id: "register",
  stage: "submitted",
  title: { en: "Register", fr: "Registre" },
  purposes: { followUp: { statement: { en: "Follow up the vaccination of staff" } } },
  categories: { identity: { label: { en: "Identity" } }, health: { label: { en: "Health" }, special: "health" } },
  origins: { subject: { label: { en: "The person" }, kind: "subject" } },
  records: {
    agent: { subjects: [], fields: { status: { category: "health", origins: ["subject"], purposes: ["followUp"], kind: "text" } } },
  },
  access: {
    actions: ["read", "modify"],
    roles: { hr: { label: { en: "HR" }, purposes: ["followUp"] } },
    grants: { hr: { identity: ["read"], health: "none" } },
  },
  retention: { register: { categories: ["identity", "health"], maximum: { period: "P18M" } } },
} as const;
const wider = {
  ...base,
  records: { agent: { subjects: [], fields: { status: { ...base.records.agent.fields.status, category: "identity" } } } },
  retention: { register: { categories: ["identity", "health"], maximum: { period: "P24M" } } },
};
const narrower = {
  ...base,
  retention: { register: { categories: ["identity", "health"], maximum: { period: "P12M" } } },
};

beforeAll(() => {
  for (const [name, document] of Object.entries({ base, wider, narrower })) writeFileSync(path(`${name}.json`), JSON.stringify(document));
  writeFileSync(path("draft.json"), JSON.stringify({ ...base, stage: "draft" }));
  writeFileSync(path("renamed.json"), JSON.stringify(base).replaceAll('"hr"', '"people"'));
  expect(favorable("lock", path("base.json"), ...APPROVAL, "-o", path("lock.json")).status).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("lock writes the same file each time, to a file or to the standard output", () => {
  const { status, stdout } = favorable("lock", path("base.json"), ...APPROVAL);
  expect(status).toBe(0);
  expect(stdout).toBe(readFileSync(path("lock.json"), "utf8"));
  expect(JSON.parse(stdout)).toMatchObject({ format: "favorable-lock/1", approval, document: { id: "register" } });
});

test("the program itself exits 1 on a widening, 2 on a lock that was edited, and prints the place to the standard output", () => {
  const wide = started("check", path("wider.json"), "--lock", path("lock.json"));
  expect([wide.status, wide.stdout, wide.stderr]).toEqual([
    1,
    favorable("check", path("wider.json"), "--lock", path("lock.json")).stdout,
    "",
  ]);
  const refused = started("check", path("wider.json"), "--lock", path("base.json"));
  expect([refused.status, refused.stdout, refused.stderr]).toEqual([2, "", expect.stringContaining("LOCK_INVALID")]);
});

test("lock does not replace a lock unless told to, and locks no draft", () => {
  const again = favorable("lock", path("base.json"), ...APPROVAL, "-o", path("lock.json"));
  expect([again.status, again.stderr]).toEqual([2, expect.stringContaining("FILE_EXISTS")]);
  expect(favorable("lock", path("base.json"), ...APPROVAL, "-o", path("lock.json"), "--replace").status).toBe(0);
  const draft = favorable("lock", path("draft.json"), ...APPROVAL);
  expect([draft.status, draft.stderr]).toEqual([2, expect.stringContaining("LOCK_DRAFT")]);
  expect(favorable("lock", path("base.json")).status).toBe(2);
});

test("check of what widens exits 1 and names place, rules, and what the field gained from its new category", () => {
  const { status, stdout } = favorable("check", path("wider.json"), "--lock", path("lock.json"));
  expect(status).toBe(1);
  expect(stdout).toMatch(
    /^WIDENED: \d+ differences go back to review\nApproved on 2021-10-20 by controller \(CCIN 2021-206\), sha256 [0-9a-f]{64}\n/,
  );
  expect(stdout).toContain(
    "+ retention.register.maximum\n    retention health, identity: changed: period P18M → period P24M\n    [ret-defined-per-category, ret-doctrine-cap]",
  );
  expect(stdout).toContain("+ records.agent.fields.status\n    access of the role hr: added: read");
});

test("check of what is covered exits 0, in French too", () => {
  const english = favorable("check", path("narrower.json"), "--lock", path("lock.json"));
  expect(english.status).toBe(0);
  expect(english.stdout).toMatch(/^WITHIN WHAT WAS APPROVED\n/);
  const french = favorable("check", path("narrower.json"), "--lock", path("lock.json"), "--lang", "fr");
  expect(french.status).toBe(0);
  expect(french.stdout).toMatch(/^CONFORME À CE QUI A ÉTÉ APPROUVÉ\n/);
  expect(french.stdout).toContain("Restrictions : couvertes par l'approbation");
  expect(favorable("check", path("base.json"), "--lock", path("lock.json")).stdout).toContain("No difference.");
});

test("check as JSON says the direction, every difference, and both hashes", () => {
  const { status, stdout } = favorable("check", path("wider.json"), "--lock", path("lock.json"), "--json");
  expect(status).toBe(1);
  const report = JSON.parse(stdout);
  expect(report).toMatchObject({
    direction: "widening",
    lock: { approval, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    document: { id: "register" },
  });
  expect(report.differences.every(({ place, rules }: { place: string; rules: string[] }) => place !== "" && Array.isArray(rules))).toBe(
    true,
  );
});

test("a rename is a widening unless it is told, and one that does not fit is refused", () => {
  expect(favorable("check", path("renamed.json"), "--lock", path("lock.json")).status).toBe(1);
  const told = favorable("check", path("renamed.json"), "--lock", path("lock.json"), "--rename", "roles:hr=people");
  expect([told.status, told.stderr]).toEqual([0, ""]);
  expect(told.stdout).toContain("renamed, as told: hr → people");
  for (const rename of ["roles:hr=nobody", "roles:guest=people", "cats:a=b", "hr=people"])
    expect(favorable("check", path("renamed.json"), "--lock", path("lock.json"), "--rename", rename).status).toBe(2);
});

test("a lock edited by hand, or another than the hash kept elsewhere, is refused", () => {
  const text = readFileSync(path("lock.json"), "utf8");
  writeFileSync(path("edited.json"), text.replace("P18M", "P24M"));
  const edited = favorable("check", path("wider.json"), "--lock", path("edited.json"));
  expect([edited.status, edited.stderr]).toEqual([2, expect.stringContaining("LOCK_EDITED")]);
  const { sha256 } = JSON.parse(text);
  expect(favorable("check", path("base.json"), "--lock", path("lock.json"), "--sha256", sha256).status).toBe(0);
  expect(favorable("check", path("base.json"), "--lock", path("lock.json"), "--sha256", "0".repeat(64)).status).toBe(2);
  expect(favorable("check", path("base.json"), "--lock", path("base.json")).status).toBe(2);
});

test("generate gives a diagram, linked data with what they do not say, and the schema of the form", () => {
  const mermaid = favorable("generate", "mermaid", path("base.json"), "--lang", "fr");
  expect([mermaid.status, mermaid.stdout]).toEqual([0, expect.stringContaining('subgraph purposes["Finalités"]')]);
  const dpv = favorable("generate", "dpv", path("base.json"));
  expect(dpv.status).toBe(0);
  expect(JSON.parse(dpv.stdout)).toMatchObject({
    "@id": "urn:favorable:processing:register",
    "@type": ["dpv:Process", "dpv:PersonalDataProcess"],
  });
  expect(dpv.stderr).toContain("Not said in DPV 2.3: ");
  expect(dpv.stderr).toMatch(/access\.\S+ and \d+ more of access/);
  expect(favorable("generate", "dpv", path("base.json"), "--base", "no iri").status).toBe(2);
  expect(favorable("generate", "json-schema", "-o", path("schema.json")).stdout).toBe(`${path("schema.json")}\n`);
  expect(JSON.parse(readFileSync(path("schema.json"), "utf8"))).toMatchObject({ required: ["format", "id", "stage"] });
});

test("on a terminal the report is coloured and broken, and says the same", () => {
  const [approved, current] = [readDocument(base), readDocument(wider)];
  const lock = lockDocument(approved, approval);
  const drift = compareDocuments(approved, current);
  const plain = driftText(drift, lock, "en", lookOf({}, {}));
  const shown = driftText(drift, lock, "en", lookOf({ isTTY: true, columns: 60 }, {}));
  expect(shown).toContain("\u001b[31m");
  expect(stripVTControlCharacters(shown).replace(/\s+/g, " ")).toBe(plain.replace(/\s+/g, " "));
  for (const line of stripVTControlCharacters(shown).split("\n")) expect(line.length).toBeLessThanOrEqual(90);
});

test("what one role gains on several categories is told once", () => {
  const granted = { ...base, access: { ...base.access, grants: { hr: { identity: ["read", "modify"], health: ["modify"] } } } };
  const text = driftText(
    compareDocuments(readDocument(base), readDocument(granted)),
    lockDocument(readDocument(base), approval),
    "en",
    lookOf({}, {}),
  );
  expect(text).toContain("+ access.grants.hr.(health, identity)\n    access of the role hr: added: modify\n");
});

test("a hostile text moves no cursor and turns no line", () => {
  const statement = { en: "Follow \u001b[2J\u202eup\nALL GOOD" };
  const hostile = readDocument({ ...base, purposes: { followUp: { statement } } });
  const text = driftText(compareDocuments(readDocument(base), hostile), lockDocument(readDocument(base), approval), "en", lookOf({}, {}));
  expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  expect(text.split("\n").some((line) => line.startsWith("ALL GOOD"))).toBe(false);
});

test("every rule that a path or a relation concerns is one of the rulebook", () => {
  const known = new Set<string>(rulebook.map(({ id }) => id));
  for (const [place, { rules }] of Object.entries(polarities))
    for (const rule of rules) expect([place, rule, known.has(rule)]).toEqual([place, rule, true]);
  const { differences } = compareDocuments(readDocument(base), readDocument({ format: base.format, id: base.id, stage: "draft" }));
  for (const { place, rules } of [...differences, ...compareDocuments(readDocument(base), readDocument(wider)).differences])
    for (const rule of rules) expect([place, rule, known.has(rule)]).toEqual([place, rule, true]);
});
