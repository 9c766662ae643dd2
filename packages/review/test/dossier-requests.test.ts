/** The clock of requests, and the table of what comes and goes, on the page. */
import { calendarDate } from "@favorable/core";
import type { ProcessingDocument } from "@favorable/processing";
import { review } from "@favorable/review";
import { describe, expect, it } from "vitest";
import { requestLines } from "../src/dossier/facts/requests.ts";
import { renderDossier } from "../src/dossier/index.ts";
import { DRAWN, drawn } from "../src/dossier/pictures/requests.tsx";
import { input } from "./dossier-fixture.ts";

const asOf = calendarDate("2022-03-02");

describe("the clock of requests", () => {
  it("counts the last day as in time, and the day after as late", () => {
    const standing = (due: string, answeredOn?: string): string | undefined =>
      requestLines([{ kind: "access", on: "2022-01-31", due, ...(answeredOn === undefined ? {} : { answeredOn }) }], asOf)[0]?.standing;
    expect(standing("2022-03-02")).toBe("open");
    expect(standing("2022-03-01")).toBe("overdue");
    expect(standing("2022-02-28", "2022-02-28")).toBe("answered");
    expect(standing("2022-02-28", "2022-03-01")).toBe("answered-late");
  });

  it("draws what is late or open before what is done, and never more than fits", () => {
    const many = Array.from({ length: 60 }, (_, at) => ({
      kind: "access",
      on: "2021-10-01",
      due: "2021-11-01",
      ...(at === 3 ? {} : { answeredOn: "2021-10-09" }),
    }));
    const lines = drawn(requestLines(many, asOf));
    expect(lines.length).toBe(DRAWN);
    expect(lines[0]).toMatchObject({ number: 4, standing: "overdue" });
  });

  it("stands on the page as picture and as table, in both languages, when its evidence counted", () => {
    const html = renderDossier(input);
    for (const words of [
      "Horloge des demandes",
      "Clock of the requests",
      "unanswered, overdue",
      "sans réponse, hors délai",
      "répondue hors délai",
    ])
      expect(html).toContain(words);
    const { evidence: _, ...unseen } = input;
    expect(renderDossier(unseen)).not.toContain("Clock of the requests");
  });

  it("does not draw what has no readable day", () => {
    expect(requestLines([{ kind: "access", on: "soon", due: "2022-03-01" }], asOf)).toEqual([]);
  });
});

describe("links", () => {
  const page = (parts: Partial<ProcessingDocument>): string => {
    const document: ProcessingDocument = { format: "favorable-processing/2", id: "small", stage: "draft", ...parts };
    const opinion = review(document, { profile: "cnil-gdpr", asOf: "2022-03-02" });
    const html = renderDossier({ document, opinion, lang: "en", generatedOn: "2022-03-02" });
    return /<section id="en-links".*?<\/section>/s.exec(html)?.[0] ?? "";
  };

  it("are told to be none only where the file says so", () => {
    expect(page({ links: {}, recipients: {} })).toContain("The declaration says that there are none.");
    expect(page({})).toContain("The declaration says nothing about it.");
  });

  it("have their channel, its age and its backups on one line, and a transfer its safeguard or that none is stated", () => {
    const html = page({
      links: {
        mail: {
          processing: { en: "Professional messaging" },
          status: "unknown",
          direction: "in",
          purposes: [],
          carries: [],
          channel: { kind: "mail", encrypted: false, maximumAge: "P1D", backupRotation: "P30D" },
        },
      },
      transfers: { support: { to: "IN", purposes: [], categories: [] } },
    });
    expect(html).toMatch(/not known; not encrypted; stays at most .*1.day.*; backups overwritten after .*30.days/);
    expect(html).toContain("safeguard not stated");
  });
});
