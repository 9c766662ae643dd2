/** The register: the boxes of the CNIL's model, and what spreadsheets make of them. */
import type { ProcessingDocument } from "@favorable/processing";
import { registerCsv, registerOf, registerPaper, registerXlsx } from "@favorable/review/documents";
import { strFromU8, unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { textOf } from "../src/documents/paper/spans.ts";
import { sheetNames } from "../src/documents/register/xlsx.ts";
import { chpgCorrected } from "./chpg-corrected.ts";
import { SAMPLES } from "./documents-samples.ts";

const boxes = (document: ProcessingDocument, language: "fr" | "en" = "fr"): ReadonlyMap<string, readonly string[]> =>
  new Map(registerOf([document], { language }).sheets[0]?.rows.map(({ label, values }) => [label, values.map(textOf)]));

/** CSV as RFC 4180 says, every cell quoted. */
function cells(csv: string): readonly (readonly string[])[] {
  return csv
    .replace(/^\uFEFF/, "")
    .split("\r\n")
    .filter((line) => line !== "")
    .map((line) => [...line.matchAll(/"((?:[^"]|"")*)"(?:,|$)/g)].map(([, cell = ""]) => cell.replaceAll('""', '"')));
}

describe("a controller's sheet", () => {
  it("has the blocks of the CNIL's model, and the basis that law 1.565 adds", () => {
    expect([...boxes(chpgCorrected).keys()]).toEqual([
      "Référence",
      "Nom du traitement",
      "Date de création de la fiche",
      "Date de mise à jour",
      "Responsable du traitement",
      "Responsables conjoints",
      "Représentant",
      "Délégué à la protection des données",
      "Finalité principale",
      "Autres finalités",
      "Bases légales",
      "Profilage et décisions automatisées",
      "Applications et fichiers concernés",
      "Catégories de personnes",
      "Catégories de données",
      "Données sensibles",
      "Durées de conservation",
      "Services internes ayant accès",
      "Destinataires externes",
      "Sous-traitants",
      "Transferts hors de l'Union européenne ou du pays",
      "Sécurité : sauvegarde",
      "Sécurité : chiffrement",
      "Sécurité : contrôle des sous-traitants",
      "Sécurité : contrôle d'accès des utilisateurs",
      "Sécurité : traçabilité",
      "Sécurité : protection des logiciels",
      "Sécurité : autres mesures",
      "Critères de risque remplis",
      "Analyse d'impact nécessaire",
      "Analyse d'impact",
    ]);
  });

  it("ticks the sensitive data that are declared, and no other", () => {
    const ticked = boxes(chpgCorrected).get("Données sensibles") ?? [];
    expect(ticked).toHaveLength(11);
    expect(ticked.filter((line) => line.startsWith("☒"))).toEqual(["☒ santé : oui"]);
  });

  it("says nothing of sensitive data that nobody stated to be there or not", () => {
    const base: ProcessingDocument = {
      format: "favorable-processing/2",
      id: "visits",
      stage: "draft",
      categories: { name: { label: { fr: "nom" } } },
    };
    expect(boxes(base).get("Données sensibles")).toEqual(["non déclaré"]);
    const stated = boxes({ ...base, categories: { name: { label: { fr: "nom" }, nationalId: false } } }).get("Données sensibles");
    expect(stated?.filter((line) => line.endsWith("non"))).toEqual(["☐ numéro national d'identification : non"]);
    expect(stated?.filter((line) => line.endsWith("non déclaré"))).toHaveLength(10);
  });

  it("goes by the main purpose where the file has no title", () => {
    const { title: _, ...untitled } = chpgCorrected;
    const [main] = Object.values(untitled.purposes ?? {}).filter((one) => one.main === true);
    expect(boxes(untitled).get("Nom du traitement")).toEqual([main?.statement.fr]);
  });

  it("says how long each category is kept, with the day it counts from", () => {
    expect(boxes(chpgCorrected).get("Durées de conservation")).toContain("commentaires : 18\u00a0mois (point de départ : 30 octobre 2021)");
  });

  it("tells what is not stated from what is stated to be none", () => {
    const base: ProcessingDocument = { format: "favorable-processing/2", id: "visits", stage: "draft" };
    expect(boxes(base).get("Destinataires externes")).toEqual(["non déclaré"]);
    expect(boxes({ ...base, recipients: {} }).get("Destinataires externes")).toEqual(["néant"]);
    expect(boxes({ ...base, dpo: "none" }, "en").get("Data protection officer")).toEqual(["none"]);
  });

  it("calls for an impact assessment from two criteria on", () => {
    const of = (...riskCriteria: readonly string[]): readonly string[] | undefined =>
      boxes({ ...chpgCorrected, governance: { riskCriteria } }).get("Analyse d'impact nécessaire");
    expect(of("sensitive-data")).toEqual(["non : moins de deux critères"]);
    expect(of("sensitive-data", "vulnerable-persons")).toEqual(["oui : au moins deux critères"]);
  });
});

describe("a processor's register", () => {
  const principal = {
    name: "Town of X",
    kind: "public-body",
    contact: "dpo@x.example",
    representative: { name: "Agency", contact: "a@b.example" },
  } as const;

  it("holds the processings that are done for others, with those others", () => {
    const own = { ...chpgCorrected, id: "own", onBehalfOf: "none" as const };
    const register = registerOf([own, { ...chpgCorrected, onBehalfOf: [principal] }], { language: "en", role: "processor" });
    expect(register.sheets).toHaveLength(1);
    const rows = new Map(register.sheets[0]?.rows.map(({ label, values }) => [label, values.map(textOf)]));
    expect(rows.get("Controllers on whose behalf it acts")).toEqual(["Town of X, dpo@x.example"]);
    expect(rows.get("Representatives of the controllers")).toEqual(["Agency, a@b.example"]);
    expect(rows.has("Main purpose")).toBe(false);
  });

  it("is refused when nothing is done for others", () => {
    expect(() => registerOf([chpgCorrected], { language: "en", role: "processor" })).toThrow(
      expect.objectContaining({ code: "REGISTER_EMPTY" }),
    );
  });
});

describe("the register of several processings", () => {
  const documents = Object.entries(SAMPLES).flatMap(([name, document]) =>
    /corrected|every/.test(name) ? [{ ...document, id: `p-${document.id}-${name.length}` }] : [],
  );
  const register = registerOf(documents, { language: "fr" });

  it("lists them all, and gives each a sheet", () => {
    const { blocks } = registerPaper(register);
    const [list] = blocks;
    expect(list?.kind === "table" ? list.rows : []).toHaveLength(documents.length);
    expect(blocks.filter(({ kind }) => kind === "heading")).toHaveLength(documents.length);
  });

  it("is one line of CSV for each, with all that the sheets say", () => {
    const [head = [], ...lines] = cells(registerCsv(register));
    expect(lines).toHaveLength(documents.length);
    for (const [at, { rows }] of register.sheets.entries()) {
      expect(head).toEqual(rows.map(({ label }) => label));
      expect(lines[at]?.map((cell) => cell.split("\n").length)).toEqual(
        rows.map(({ values }) => values.flatMap((value) => textOf(value).split("\n")).length),
      );
    }
  });

  it("is separated by the sign that spreadsheets of the reader's locale expect, after a byte order mark", () => {
    const csv = registerCsv(register, { separator: ";" });
    expect(csv.startsWith('\uFEFF"Référence";"Nom du traitement";')).toBe(true);
    expect(csv.replaceAll('";"', '","')).toBe(registerCsv(register));
    expect(() => registerCsv(register, { separator: "|" as never })).toThrow(expect.objectContaining({ code: "SEPARATOR_INVALID" }));
  });

  it("is a workbook with a list and a sheet for each, all cells text, the same bytes each time", async () => {
    const bytes = await registerXlsx(register);
    const files = unzipSync(bytes);
    const text = (name: string): string => strFromU8(files[name] ?? new Uint8Array());
    const names = [...text("xl/workbook.xml").matchAll(/<sheet [^>]*name="([^"]*)"/g)].map(([, name]) => name);
    expect(names).toEqual(sheetNames(["Liste", ...documents.map(({ id }) => id)]));
    expect(Object.keys(files).filter((name) => /^xl\/worksheets\/sheet\d+\.xml$/.test(name))).toHaveLength(documents.length + 1);
    const strings = [...text("xl/sharedStrings.xml").matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map(([, one]) => one);
    const all = strings.concat(
      Object.keys(files).flatMap((name) => [...text(name).matchAll(/<is><t[^>]*>([^<]*)<\/t>/g)].map(([, one]) => one)),
    );
    expect(all).toContain("Catégories de personnes");
    expect(Object.keys(files).some((name) => name.startsWith("xl/worksheets/") && text(name).includes("<f>"))).toBe(false);
    expect(await registerXlsx(register)).toEqual(bytes);
  });

  it("refuses two declarations of one id", () => {
    expect(() => registerOf([chpgCorrected, chpgCorrected], { language: "fr" })).toThrow(
      expect.objectContaining({ code: "REGISTER_TWICE" }),
    );
  });
});

describe("hostile words in a spreadsheet", () => {
  const hostile = ['=HYPERLINK("http://x")', "+1+1", "-2", "@SUM(A1)", "\t=1", "a\n=1", "</t><f>1</f>", "\u0000\u202Ex"];
  const subjects = Object.fromEntries(hostile.map((fr, at) => [`s${at}`, { label: { fr }, relation: "other" as const }]));
  const register = registerOf([{ format: "favorable-processing/2", id: "=1", stage: "draft", subjects }], { language: "fr" });

  it("are guarded in CSV", () => {
    const [, line = []] = cells(registerCsv(register));
    expect(line[0]).toBe("'=1");
    for (const piece of line.flatMap((cell) => cell.split(/[\n\t;,]/))) expect(piece).not.toMatch(/^[=+\-@]/);
  });

  it("are text in a workbook, whose sheet keeps a name it may have", async () => {
    const files = unzipSync(await registerXlsx(register));
    const all = Object.values(files)
      .map((file) => strFromU8(file))
      .join("");
    expect(all).not.toContain("<f>");
    expect(all.includes("\u0000") || all.includes("\u202E")).toBe(false);
    expect(sheetNames(["a/b:c", "A-B-C", "x".repeat(40), "x".repeat(41), ""])).toEqual([
      "a-b-c",
      "A-B-C-2",
      "x".repeat(31),
      `${"x".repeat(29)}-2`,
      "5",
    ]);
  });
});
