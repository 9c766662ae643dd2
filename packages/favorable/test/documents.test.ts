/** The verbs that write documents: register and generate. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test, vi } from "vitest";
import { cliFile } from "../../../testing/cli-file.ts";
import { generateDeliberation, generateDpia, generateNotices, generateObserved, generateSheet } from "../src/cli/documents/generate.ts";
import { register } from "../src/cli/documents/register.ts";

const folder = mkdtempSync(join(tmpdir(), "favorable-documents-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function favorable(...args: readonly string[]): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  return spawnSync(process.execPath, [cliFile, ...args], {
    encoding: "utf8",
    cwd: folder,
    env: { ...process.env, NO_COLOR: "1" },
  });
}

const visits = {
  format: "favorable-processing/2",
  id: "visits",
  stage: "draft",
  title: { fr: "Registre des visites", en: "Visits" },
  controller: { name: "Town hall", kind: "public-body", country: "FR" },
  subjects: { visitor: { label: { fr: "visiteurs", en: "visitors" }, relation: "public" } },
  purposes: { entry: { statement: { fr: "Entrée des visiteurs", en: "=Entry of visitors" }, bases: [{ kind: "public-task" }] } },
  notices: { door: { title: { en: "Visits" }, attached: true, channels: [{ kind: "display", reaches: ["visitor"] }] } },
};
const file = join(folder, "visits.json");
writeFileSync(file, JSON.stringify(visits));

/** Runs a verb without the name of the file it wrote. */
async function quietly(run: () => number | Promise<number>): Promise<number> {
  const said = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  try {
    return await run();
  } finally {
    said.mockRestore();
  }
}

test("review --format md prints the draft deliberation and keeps the exit code of the opinion", () => {
  const { status, stdout } = favorable("review", "visits.json", "--format", "md", "--lang", "fr", "--as-of", "2025-01-02");
  expect(status).toBe(1);
  expect(stdout).toContain("# Projet de délibération");
  expect(stdout).toContain("Projet établi le 2 janvier 2025. Ne vaut pas décision d’une autorité.");
});

describe("register", () => {
  test.each([
    ["md", "# Registre des activités de traitement"],
    ["html", '<html lang="fr">'],
    ["csv", '"Référence"'],
  ])("writes %s", async (format, expected) => {
    const out = join(folder, `register.${format}`);
    expect(await quietly(() => register([file], { format, lang: "fr", role: "controller", out }))).toBe(0);
    expect(readFileSync(out, "utf8")).toContain(expected);
  });

  test("guards a cell of the CSV that a spreadsheet would run", () => {
    const { status, stdout } = favorable("register", "visits.json", "--format", "csv");
    expect(status).toBe(0);
    expect(stdout).toContain(`"'=Entry of visitors"`);
  });

  test("separates by a semicolon where it is asked to, and only in CSV", async () => {
    const out = join(folder, "semicolon.csv");
    const options = { format: "csv", lang: "fr", role: "controller", out };
    await quietly(() => register([file], { ...options, separator: "semicolon" }));
    expect(readFileSync(out, "utf8")).toContain('"Référence";"Nom du traitement"');
    await expect(register([file], { ...options, separator: "|" })).rejects.toMatchObject({ code: "OPTION_INVALID" });
    await expect(register([file], { ...options, format: "md", separator: ";" })).rejects.toMatchObject({ code: "OPTION_INVALID" });
  });

  test("writes a workbook to a file, and refuses to print one", async () => {
    const out = join(folder, "register.xlsx");
    const options = { format: "xlsx", lang: "en", role: "controller" };
    await quietly(() => register([file], { ...options, out }));
    expect(readFileSync(out).subarray(0, 2).toString("latin1")).toBe("PK");
    await expect(register([file], options)).rejects.toMatchObject({ code: "OPTION_INVALID" });
  });

  test("has no sheet of a processor where nothing is done for others", () => {
    const { status, stderr } = favorable("register", "visits.json", "--role", "processor");
    expect(status).toBe(2);
    expect(stderr).toContain("REGISTER_EMPTY");
  });
});

describe("generate", () => {
  const options = (name: string, more: object = {}) => ({ format: "md", lang: "fr", out: join(folder, `${name}.md`), ...more });
  const written = (name: string): string => readFileSync(join(folder, `${name}.md`), "utf8");

  test.each([
    ["matrix", "Matrice des accès"],
    ["processors", "Sous-traitants et transferts"],
    ["breach", "Violations de données"],
  ] as const)("writes the %s in French", async (name, expected) => {
    expect(await quietly(() => generateSheet(name, file, options(name)))).toBe(0);
    expect(written(name)).toContain(expected);
  });

  test.each([
    ["retention", "Échéancier de conservation"],
    ["links", "Rapprochements et destinataires"],
    ["rights", "Procédure d’exercice des droits"],
  ] as const)("writes the %s in French", async (name, expected) => {
    expect(await quietly(() => generateObserved(name, file, options(name)))).toBe(0);
    expect(written(name)).toContain(expected);
  });

  test("writes notices and the draft deliberation", async () => {
    await quietly(() => generateNotices(file, options("notices", { regime: "gdpr" })));
    expect(written("notices")).toContain("Notices d’information");
    await quietly(() => generateDeliberation(file, { ...options("deliberation"), profile: "cnil-gdpr", asOf: "2025-01-02" }));
    expect(written("deliberation")).toContain("Projet de délibération");
  });

  test("says once how many notices lack a mention, and which day's law they were written under", () => {
    const { status, stderr } = favorable("generate", "notices", "visits.json", "--lang", "en");
    expect(status).toBe(0);
    expect(stderr).toMatch(/^favorable: incomplete notices: 1 of 1 \(\d+ mentions that the law asks for are missing\)\n$/);
    const monaco = {
      ...visits,
      controller: { ...visits.controller, country: "MC" },
      governance: { formality: { kind: "opinion-request", on: "2021-09-29" } },
    };
    writeFileSync(join(folder, "monaco.json"), JSON.stringify(monaco));
    const filed = favorable("generate", "breach", "monaco.json", "--lang", "fr");
    expect(filed.stdout).toMatch(/loi n°\s1\.165/);
    expect(filed.stderr).toBe("favorable: droit en vigueur au jour du dépôt, 2021-09-29 ; --as-of en désigne un autre\n");
    const later = favorable("generate", "breach", "monaco.json", "--lang", "fr", "--as-of", "2026-01-01");
    expect(later.stdout).toMatch(/loi n°\s1\.565/);
    expect(later.stderr).toBe("");
  });

  test("writes the impact assessment as a file of the PIA software, dated by the option", () => {
    const { status, stdout } = favorable("generate", "dpia", "visits.json", "--on", "2025-01-02");
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ pia: { name: "Visits", created_at: "2025-01-02T00:00:00.000Z" } });
  });

  test("refuses what it does not know", async () => {
    expect(() => generateSheet("matrix", file, options("x", { format: "pdf" }))).toThrow(
      expect.objectContaining({ code: "OPTION_INVALID" }),
    );
    expect(() => generateSheet("matrix", file, options("x", { lang: "de" }))).toThrow(expect.objectContaining({ code: "OPTION_INVALID" }));
    expect(() => generateNotices(file, options("x", { regime: "other" }))).toThrow(expect.objectContaining({ code: "OPTION_INVALID" }));
    expect(() => generateDpia(file, options("x", { on: "yesterday" }))).toThrow(expect.objectContaining({ code: "DATE_INVALID" }));
    await expect(register([file], { format: "csv", lang: "fr", role: "other" })).rejects.toMatchObject({ code: "OPTION_INVALID" });
  });
});
