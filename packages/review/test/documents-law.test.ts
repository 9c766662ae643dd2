/** Which law the documents cite: by the country of the controller and the day. */
import type { ProcessingDocument } from "@favorable/processing";
import { breachRegister, noticeGaps, noticePaper, type Paper, paperMarkdown, rightsProcedure } from "@favorable/review/documents";
import { describe, expect, it } from "vitest";
import { SAMPLES } from "./documents-samples.ts";

const chpg = SAMPLES["vaccination register, corrected"] as ProcessingDocument;
const social = SAMPLES["social case file, corrected"] as ProcessingDocument;
type Write = (document: ProcessingDocument, options: { readonly language: "fr" | "en"; readonly asOf?: string }) => Paper;
const WRITE: Readonly<Record<string, Write>> = { notices: noticePaper, breach: breachRegister, rights: rightsProcedure };
const text = (write: Write, document: ProcessingDocument, asOf?: string): string =>
  paperMarkdown(write(document, { language: "fr", ...(asOf === undefined ? {} : { asOf }) }))
    .replace(/[\u00a0\u202f]/g, " ")
    // Provisions that the file itself cites are its own.
    .replace(/loi n° 1\.165 du 23 décembre 1993, articles? [0-9, et]+/g, "");

describe.each(Object.entries(WRITE))("%s", (_, write) => {
  it("of a file that was put before the CCIN in 2021 cite law 1.165 alone", () => {
    const said = text(write, chpg);
    expect(said).toContain("Droit applicable : loi n° 1.165 du 23 décembre 1993 (CCIN).");
    expect(said).not.toMatch(/1\.565|APDP|RGPD|CNIL/);
  });

  it("change law on 14 December 2024, and not on the day before", () => {
    expect(text(write, chpg, "2024-12-13")).toContain("loi n° 1.165 du 23 décembre 1993 (CCIN)");
    const after = text(write, chpg, "2024-12-14");
    expect(after).toContain("Droit applicable : loi n° 1.565 du 3 décembre 2024 (APDP).");
    expect(after).not.toMatch(/RGPD|CCIN\)|CCIN 2021/);
  });

  it("of a file that nobody has filed cite the law in force today", () => {
    const { formality: _filed, ...governance } = chpg.governance ?? {};
    expect(text(write, { ...chpg, governance })).toContain("loi n° 1.565");
  });

  it("of a file filed in a month that is half under each law take the law that remains", () => {
    const governance = { ...chpg.governance, formality: { kind: "opinion-request", on: "2024-12" } } as const;
    expect(text(write, { ...chpg, governance })).toContain("Droit applicable : loi n° 1.565");
  });

  it("cite the GDPR elsewhere, whatever the day", () => {
    for (const asOf of ["2021-10-20", "2026-01-01"]) {
      const said = text(write, social, asOf);
      expect(said).toContain("Droit applicable : règlement (UE) 2016/679 (RGPD).");
      expect(said).not.toMatch(/1\.565|1\.165|CCIN|APDP/);
    }
  });
});

describe("a duty", () => {
  it("has the article of its law", () => {
    expect(text(breachRegister, chpg, "2025-01-01")).toContain("(article 32, I, de la loi n° 1.565 : 72 heures)");
    expect(text(breachRegister, social)).toContain("(article 33, paragraphe 1, du RGPD : 72 heures)");
    expect(text(rightsProcedure, chpg)).toContain("un mois à compter de la réception (CCIN 2021-206, partie IV)");
    expect(text(rightsProcedure, social)).toContain("effacements (article 19 du RGPD)");
  });

  it("is said without one where no source gives it, and no limit of hours is held against the file", () => {
    const late = { ...chpg, security: { ...chpg.security, breach: { procedure: { fr: "prévenir" }, authorityWithinHours: 96 } } };
    expect(text(breachRegister, late)).toContain("3\\. Notifier l’autorité, sauf absence de risque\n");
    expect(text(breachRegister, late)).not.toContain("72");
    expect(text(breachRegister, late, "2025-01-01")).toContain("ce délai dépasse 72 heures");
  });
});

describe("the rights", () => {
  it("that law 1.165 gives are the rows of its procedure, with those that are declared besides", () => {
    const rows = (document: ProcessingDocument, asOf?: string) =>
      text(rightsProcedure, document, asOf)
        .split("\n")
        .flatMap((line) => /^\| (accès|rectification|effacement|limitation|opposition|portabilité) \|/.exec(line)?.[1] ?? []);
    expect(rows(chpg)).toEqual(["accès", "rectification"]);
    const means = { ...chpg.rights?.means, objection: { how: { fr: "par lettre" } } };
    expect(rows({ ...chpg, rights: { ...chpg.rights, means } })).toEqual(["accès", "rectification", "opposition"]);
    expect(rows(chpg, "2025-01-01")).toHaveLength(6);
  });

  it("that are declared show in the notice, also where its mention is not complete", () => {
    expect(text(noticePaper, chpg)).toMatch(/### Vos droits\n\n- Accès à vos données.*\n- Rectification/);
    const later = text(noticePaper, chpg, "2025-01-01");
    expect(later).toMatch(
      /### Vos droits\n\n- accès.*auprès du délégué\n- rectification.*auprès du délégué\n\nN’y sont pas déclarés.*limitation/,
    );
  });
});

describe("the notices of a file", () => {
  it("are written once for the categories and channels they say the same to", () => {
    const said = text(noticePaper, chpg);
    expect(said).toContain("## l’ensemble du personnel du CHPG (intranet, remise en main propre)");
    expect(said.split("\n").length).toBeLessThan(300);
    const basis = said.split("### Base juridique")[1]?.split("###")[0] ?? "";
    const lines = basis.split("\n").filter((line) => line.startsWith("- "));
    expect(new Set(lines).size).toBe(lines.length);
  });

  it("are counted with what they lack", () => {
    const options = { language: "fr" } as const;
    expect(noticeGaps(chpg, options)).toEqual({ notices: 3, lacking: 3, items: ["compulsory", "consequences"] });
    expect(noticeGaps({ format: "favorable-processing/2", id: "none", stage: "draft" }, options)).toEqual({
      notices: 0,
      lacking: 0,
      items: [],
    });
  });
});
