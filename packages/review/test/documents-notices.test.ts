/** Notices from declarations: what a file states is said, what it does not state is named as missing. */
import type { ProcessingDocument } from "@favorable/processing";
import { noticesOf } from "@favorable/review/documents";
import { createNotice, noticeSheet, sheetText } from "@favorable/rights";
import { describe, expect, it } from "vitest";
import { codeOf } from "../../../testing/codes.ts";
import { chpgCorrected } from "./chpg-corrected.ts";
import { chpgSubmitted } from "./chpg-submitted.ts";
import { complete } from "./complete.ts";

const text = (fr: string) => ({ fr, en: fr });
const small: ProcessingDocument = {
  format: "favorable-processing/2",
  id: "badges",
  stage: "submitted",
  controller: { name: "Mairie", kind: "public-body", country: "FR", contact: "1 place de la République" },
  dpo: { contact: "dpo" },
  events: { end: { label: text("fin du contrat") } },
  subjects: { staff: { label: text("agents"), relation: "staff" }, visitor: { label: text("visiteurs"), relation: "public" } },
  purposes: {
    entry: {
      statement: text("Contrôle des accès aux locaux"),
      bases: [{ kind: "legitimate-interest", balance: { reference: "b", on: "2025-01-01", interest: text("sûreté") } }],
    },
    stay: {
      statement: text("Gestion du personnel"),
      bases: [{ kind: "contract" }],
      effects: [{ statement: text("aucun badge n'est remis") }],
    },
  },
  categories: { identity: { label: text("identité") }, passage: { label: text("passages") }, grade: { label: text("grade") } },
  origins: { own: { label: text("vous-même"), kind: "subject" }, hr: { label: text("fichier du personnel"), kind: "file" } },
  records: {
    agent: {
      subjects: ["staff"],
      fields: {
        name: { category: "identity", origins: ["hr"], purposes: ["entry", "stay"], kind: "text" },
        grade: { category: "grade", origins: ["hr"], purposes: ["stay"], kind: "text" },
      },
    },
    guest: { subjects: ["visitor"], fields: { name: { category: "identity", origins: ["own"], purposes: ["entry"], kind: "text" } } },
  },
  retention: {
    one: { categories: ["identity", "passage"], start: { kind: "last-activity" }, maximum: { period: "P3M" } },
    two: { categories: ["grade"], start: { kind: "event", event: "end" }, maximum: { period: "P1Y" } },
  },
  recipients: { insurer: { label: text("l'assureur"), purposes: ["stay"], categories: ["identity"] } },
  transfers: {},
  automatedDecisions: "none",
  rights: {
    contact: text("le délégué"),
    means: Object.fromEntries(
      ["access", "rectification", "erasure", "restriction", "objection", "portability"].map((right) => [
        right,
        { how: text("par lettre") },
      ]),
    ),
  },
  notices: {
    board: {
      title: text("Accès"),
      attached: true,
      collection: "direct",
      compulsory: [],
      channels: [{ kind: "board", reaches: ["visitor"] }],
    },
    letter: {
      title: text("Badges"),
      attached: true,
      compulsory: ["agent.name"],
      channels: [
        { kind: "letter", reaches: ["staff"] },
        { kind: "intranet", reaches: ["staff"] },
      ],
    },
  },
};

describe("the notices of a declaration", () => {
  it("are one for each category and channel, with the facts that concern the category, and whole", () => {
    const all = noticesOf(small, { regime: "gdpr" });
    expect(all.map(({ subject, channel, collection }) => [subject, channel, collection])).toEqual([
      ["visitor", "board", "direct"],
      ["staff", "letter", "indirect"],
      ["staff", "intranet", "indirect"],
    ]);
    expect(all.map((facts) => createNotice(facts, ["fr"]).missing)).toEqual([[], [], []]);
    const [visitor, staff] = all.map((facts) => sheetText(noticeSheet(createNotice(facts), "fr", "full")));
    expect(visitor).not.toContain("Gestion du personnel");
    expect(visitor).toContain("Aucun destinataire extérieur.");
    expect(visitor).toContain("identité\u00a0: 3 mois à compter de votre dernière activité");
    for (const said of [
      "l'assureur",
      "fichier du personnel",
      "grade\u00a0: 1 an après l'événement suivant : fin du contrat",
      "Commission nationale",
    ])
      expect(staff).toContain(said);
  });

  it.each<[keyof ProcessingDocument, string[]]>([
    ["controller", ["controller", "representative", "complaint"]],
    ["dpo", ["dpo"]],
    ["retention", ["retention"]],
    ["recipients", ["recipients"]],
    ["transfers", ["transfers"]],
    ["rights", ["rights"]],
    ["automatedDecisions", ["automated-decision"]],
  ])("name what follows from %s as missing where the file does not state it", (member, missing) => {
    const file = Object.fromEntries(Object.entries(small).filter(([name]) => name !== member)) as unknown as ProcessingDocument;
    for (const facts of noticesOf(file, { regime: "gdpr" })) expect(createNotice(facts, ["fr"]).missing).toEqual(missing);
  });

  it("cite articles in the number the text has, and name the date a period counts from", () => {
    const based = (article: string): ProcessingDocument => ({
      ...small,
      purposes: { entry: { statement: text("Contrôle"), bases: [{ kind: "public-task", reference: { text: "code", article } }] } },
      retention: { one: { categories: ["identity"], start: { kind: "field", field: "guest.left" }, maximum: { period: "P3M" } } },
      records: {
        guest: {
          subjects: ["visitor"],
          fields: {
            name: { category: "identity", origins: ["own"], purposes: ["entry"], kind: "text" },
            left: { label: text("départ"), category: "identity", origins: ["own"], purposes: ["entry"], kind: "date" },
          },
        },
      },
    });
    const said = (article: string): string =>
      noticesOf(based(article), { regime: "gdpr" })
        .map((facts) => sheetText(noticeSheet(createNotice(facts, ["fr"]), "fr", "full")))
        .join("\n");
    expect(said("L. 241-1, L. 241-2")).toContain("(code, articles L. 241-1, L. 241-2)");
    expect(said("13, 15 and 16")).toContain("(code, articles 13, 15 et 16)");
    expect(said("L. 252-5")).toContain("(code, article L. 252-5)");
    expect(said("1, 2)")).toContain("(code, article 1, 2))");
    expect(said("1")).toContain("3 mois à compter de la date suivante : départ");
  });

  it("name categories that are kept as long in one line, and a basis of several purposes once", () => {
    const retention = { one: { categories: ["identity", "grade"], start: { kind: "last-activity" }, maximum: { period: "P3M" } } } as const;
    const [, staff] = noticesOf({ ...small, retention }, { regime: "gdpr" });
    expect(staff?.retention?.map(({ what }) => what.fr)).toEqual(["grade ; identité"]);
  });

  it("are both there when two reach the same persons by the same channel", () => {
    const [[first, notice] = ["", undefined]] = Object.entries(small.notices ?? {});
    if (notice === undefined) throw new Error("a notice is declared");
    const twice = { ...small, notices: { [first]: notice, second: { ...notice, title: text("Autre") } } } as ProcessingDocument;
    const notices = noticesOf(twice, { regime: "gdpr" }).map((facts) => createNotice(facts, ["fr"]));
    expect(new Set(notices.map(({ id }) => id)).size).toBe(notices.length);
    expect(notices.filter(({ facts }) => facts.title?.fr === "Autre").length).toBeGreaterThan(0);
    expect(notices.filter(({ facts }) => facts.name === "second")).toHaveLength(notices.length / 2);
  });

  it("of the hospital's corrected file reach every category of persons; the submitted one says less", () => {
    const corrected = noticesOf(chpgCorrected, { regime: "mc-1165" });
    const reached = new Set(corrected.map(({ subject }) => subject));
    expect(Object.keys(chpgCorrected.subjects ?? {}).filter((subject) => !reached.has(subject))).toEqual([]);
    const submitted = new Set(noticesOf(chpgSubmitted, { regime: "mc-1165" }).map(({ subject }) => subject));
    expect(submitted.size).toBeLessThan(reached.size);
    for (const facts of corrected) {
      const notice = createNotice(facts, ["fr"]);
      const printed = sheetText(noticeSheet(notice, "fr", "full"));
      expect(printed).toMatch(/princesse grace/i);
      expect(printed.split("Non indiqué").length - 1).toBe(notice.missing.length);
    }
  });

  it("of a file with everything are made without error, for each regime", () => {
    for (const regime of ["gdpr", "mc-1565", "mc-1165"] as const)
      for (const facts of noticesOf(complete, { regime })) expect(createNotice(facts).items).toHaveLength(17);
    expect(codeOf(() => noticesOf(complete, { regime: "other" as never }))).toBe("NOTICE_REGIME_UNKNOWN");
  });
});
