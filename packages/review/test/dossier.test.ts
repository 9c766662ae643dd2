import { toBase64, utf8 } from "@favorable/core";
import type { ProcessingDocument } from "@favorable/processing";
import { sha256 } from "@noble/hashes/sha2.js";
import { describe, expect, it } from "vitest";
import { codeOf } from "../../../testing/codes.ts";
import { type DossierInput, renderDossier } from "../src/dossier/index.ts";
import { findings } from "./dossier-findings.ts";
import { about, document, evidence, input, opinion } from "./dossier-fixture.ts";

const english = (more: Partial<DossierInput> = {}): string => renderDossier({ ...input, lang: "en", ...more });
const plain = (html: string): string =>
  html
    .replace(/<style>.*?<\/style>/s, "")
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ");

describe("the file", () => {
  it("is the same bytes for the same input", () => {
    expect(renderDossier(input)).toBe(renderDossier(structuredClone(input)));
  });

  it("holds no script, no request and no style that its policy does not name", () => {
    const html = renderDossier(input);
    const css = /<style>(.*?)<\/style>/s.exec(html)?.[1] ?? "";
    expect(html).toContain(
      `default-src &#39;none&#39;; style-src &#39;sha256-${toBase64(sha256(utf8(css)))}&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;`,
    );
    expect(html).not.toMatch(/<script|<link|<img|<iframe|<form|\sstyle=|\ssrc=|\son\w+=|@import|url\((?!#)/i);
    expect([...html.matchAll(/href="([^"]*)"/g)].every(([, to]) => to?.startsWith("#"))).toBe(true);
  });

  it("gives every id once and names only ids that exist", () => {
    const html = renderDossier(input);
    const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const named = [...html.matchAll(/(?:aria-labelledby="|href="#|url\(#)([^")]*)/g)].flatMap(([, names]) => (names ?? "").split(" "));
    expect(named.filter((name) => !ids.includes(name))).toEqual([]);
  });

  it("holds both languages with a switch, or one without", () => {
    const both = renderDossier({ ...input, opensIn: "en" });
    expect(both).toMatch(/<html lang="en">/);
    expect(both).toMatch(/id="lang-en" checked=""/);
    expect(both).toMatch(/<article lang="fr"[\s\S]*<article lang="en"/);
    const french = renderDossier({ ...input, lang: "fr" });
    expect(french).not.toContain('<article lang="en"');
    expect(french).not.toContain('type="radio" name="lang"');
  });
});

describe("what it says", () => {
  it("puts the verdict before anything else, then the four facts", () => {
    const text = plain(english());
    const order = ["Favourable under conditions", "As of", "Declaration", "Rulebook", "Audit log", "5 fired", "1. Remarks"].map((words) =>
      text.indexOf(words, text.indexOf("subject to the vaccination duty")),
    );
    expect(order).toEqual([...order].sort((left, right) => left - right));
    expect(order.every((at) => at > 0)).toBe(true);
    expect(text).toContain("4 points to lift");
  });

  it("admits a simulated clock, whoever says it was one", () => {
    expect(plain(english())).toContain("Simulated clock.");
    const live = { ...opinion, evidence: { ...opinion.evidence, simulated: false } };
    expect(plain(english({ opinion: live }))).not.toContain("imulated clock");
    expect(plain(english({ opinion: live, evidence: { ...evidence, simulated: true } }))).toContain("Simulated clock.");
  });

  it("says which evidence counted, in the facts, in its part and where it is signed", () => {
    const text = plain(english());
    const line = "age of the data by category, channels, ledger of copies, audit log, sweeps, as of 14 March 2022";
    expect(text).toContain(`What counted in the opinion: ${line}`);
    expect(text).toContain(`Evidence ${line} Audit log 9,510 entries`);
    expect(text).not.toMatch(/no evidence supplied|No runtime evidence/);
  });

  it("believes the opinion, not the pictures, on whether evidence counted", () => {
    const without = plain(english({ evidence: undefined }));
    expect(without).toContain("Evidence 5 parts of evidence the audit log among them");
    expect(without).not.toMatch(/no evidence supplied|No runtime evidence/);
    const absent = { ...opinion, evidence: { used: false, refusal: "absent", simulated: false, parts: [] } };
    const text = plain(english({ opinion: absent }));
    expect(text).toContain("Evidence no evidence supplied 5 fired");
    expect(text).toContain("was not given to the review and did not count");
    expect(text).toContain("Evidence no evidence supplied As of");
    expect(text).not.toContain("36 days overdue");
  });

  it("says that evidence did not count, and why, whatever the reason", () => {
    const refused = (refusal: string): string =>
      plain(english({ opinion: { ...opinion, evidence: { simulated: false, used: false, refusal, parts: ["log"] } } }));
    const text = refused("other-declaration");
    expect(text).toContain("Evidence set aside. It was measured against another declaration.");
    expect(text).toContain("did not count in the opinion: it was measured against another declaration.");
    expect(text).toContain("Evidence evidence set aside: it was measured against another declaration As of");
    expect(text).not.toContain("36 days overdue");
    expect(refused("simulated")).toContain("taken under a simulated clock, for a review that is not");
    expect(refused("unheard-of")).toContain("did not count in the opinion: unheard-of.");
  });

  it("warns when the law of the profile was not in force", () => {
    expect(plain(english())).not.toContain("Law not in force");
    expect(plain(english({ opinion: { ...opinion, profileInForce: false } }))).toContain("Law not in force.");
  });

  it("folds a wall of paths into one line per record, with a count", () => {
    const paths = ["a", "b", "c", "d"].map((field) => `records.agent.fields.${field}.legalRef`);
    const first = findings[1];
    if (first === undefined) throw new Error("the fixture has findings");
    const walled = { ...first, missing: [...paths, "records.other.fields.a.legalRef"] };
    const text = plain(english({ opinion: { ...opinion, findings: [walled] } }));
    expect(text).toContain("Not stated records.agent.fields.*.legalRef (4) a , b , c , d records.other.fields.a.legalRef");
  });

  it("shows what has no label as code", () => {
    const { title: _, ...bare } = document;
    const unlabelled = { ...bare, purposes: {}, categories: { ...document.categories, identity: { label: {} } } };
    const html = renderDossier({ ...about(unlabelled), lang: "en" });
    expect(html).toContain("<h1><code>vaccination-follow-up</code></h1>");
    expect(html).toContain('<th scope="row"><code>identity</code></th>');
  });

  it("gives each remark its word, section, rule, source and what lifts it, body remarks apart", () => {
    const text = plain(english());
    expect(text).toContain("Modifies “Follow-up");
    expect(text).toContain("Asks that messages carrying proofs be handled promptly");
    expect(text).toContain(
      "Observed 14 messages are older than 7 days Lifted by One purge run that leaves no overdue message. Section VI, rule lnk-transient-channel-purge , checked on evidence. CCIN 2021-206, VI (C24)",
    );
    expect(text.indexOf("Remarks in the body")).toBeLessThan(text.indexOf("that only the statement received is recorded"));
  });

  it("joins a verb to its clause as one would write it", () => {
    const said = (word: string, fr: string): string => {
      const remarks = [{ section: "V", word, statement: { fr } }];
      return plain(
        renderDossier({
          ...input,
          lang: "fr",
          opinion: { ...opinion, findings: [{ ...findings[1], remarks } as (typeof findings)[number]] },
        }),
      );
    };
    expect(said("demande", "les accès soient journalisés")).toContain("Demande que les accès");
    expect(said("considere", "une procédure devra être établie")).toContain("Considère qu’ une procédure");
    expect(said("rappelle", "que la réponse est due")).toContain("Rappelle que la réponse");
    expect(said("invente", "rien")).toContain("invente que rien");
  });

  it("shows a rule that fired without a remark", () => {
    const silent = {
      rule: "x-silent",
      section: "V",
      state: "fired",
      severity: "block",
      statement: "Nobody is refused.",
      source: "here",
      rests: "promise",
    } as const;
    const text = plain(english({ opinion: { ...opinion, outcome: "unfavorable", findings: [silent] } }));
    expect(text).toContain("Unfavourable 1 rule objects to the processing as it stands.");
    expect(text).toContain("Objects blocks the opinion Nobody is refused.");
  });

  it("leaves room to answer each question a person must answer", () => {
    const html = english();
    expect(html.match(/name="en-question-\d"/g)).toHaveLength(6);
    expect(html).toContain('aria-labelledby="en-question-1-reasons en-question-1"');
  });

  it("writes the matrix as it takes effect", () => {
    const table = plain(/<table class="heat">.*?<\/table>/s.exec(english())?.[0] ?? "");
    expect(table).toContain("Vaccination status health RAMDE read, add, modify, delete, extract");
    expect(table).toContain(
      "Connection logs immutable R read R read R read ? not decided, therefore refused RE read, extract, only for maintenance and security",
    );
  });

  it("counts days against the caps that are declared, and hatches what is not", () => {
    const text = plain(english());
    expect(text).toContain(
      "Professional messaging (channel) stays at most 7 days 31 Jan 2022 (14) delete after 7 Feb 2022 36 days overdue",
    );
    expect(text).toContain("at least 18 months, from the field log.at 2 Oct 2021 (9,510) keep until 2 Apr 2023 within the period");
    expect(text).toContain("Professional messaging (channel’s backup) no declared period – – period not stated");
  });

  it("signs the hashes in full", () => {
    const text = plain(english());
    for (const hash of [opinion.declaration.sha256, opinion.rulebook.sha256, evidence.log?.root ?? "-"]) expect(text).toContain(hash);
  });

  it("marks a text that exists in the other language only", () => {
    expect(english()).toContain('<span lang="fr">Commentaires</span>');
  });

  it("says that a log that shrank did", () => {
    const log = evidence.log;
    const growth = [...(log?.growth ?? []), { on: "2022-03-15", size: 12 }];
    expect(plain(english({ evidence: { ...evidence, ...(log === undefined ? {} : { log: { ...log, growth } }) } }))).toContain(
      "The log shrank",
    );
  });

  it("renders an empty declaration and an opinion without findings", () => {
    const empty: ProcessingDocument = { format: "favorable-processing/2", id: "empty", stage: "draft" };
    const { opinion: pointed } = about(empty);
    const text = plain(
      renderDossier({
        document: empty,
        opinion: { ...pointed, evidence: undefined, outcome: "incomplete", findings: [], notApplicable: [] },
        generatedOn: "2024-02-29",
        lang: "en",
      }),
    );
    expect(text).toContain("Review incomplete");
    expect(text).toContain("No runtime evidence was supplied");
    expect(text).toContain("29 February 2024");
  });
});

describe("what it refuses", () => {
  const code = (more: Partial<DossierInput>): string => codeOf(() => renderDossier({ ...input, ...more }));

  it("refuses an opinion on another declaration", () => {
    expect(code({ document: { ...document, stage: "draft" } })).toBe("DECLARATION_MISMATCH");
    expect(code({ document: { ...document, id: "other" } })).toBe("DECLARATION_MISMATCH");
  });

  it("refuses dates that are none, outcomes and states it does not know, and an outcome better than its findings", () => {
    expect(code({ generatedOn: "yesterday" })).toBe("DATE_INVALID");
    expect(code({ opinion: { ...opinion, outcome: "splendid" as "favorable" } })).toBe("OPINION_UNREADABLE");
    const fired = findings[1];
    if (fired === undefined) throw new Error("the fixture has findings");
    expect(code({ opinion: { ...opinion, findings: [{ ...fired, state: "fine" as "fired" }] } })).toBe("OPINION_UNREADABLE");
    expect(code({ opinion: { ...opinion, findings: [{ ...fired, severity: "block" }] } })).toBe("OPINION_INCONSISTENT");
  });
});
