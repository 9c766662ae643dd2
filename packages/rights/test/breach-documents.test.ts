/** The notification to the authority and the communication to the persons. */
import { authorityForm, personsNotice, sheetHtml, sheetText } from "@favorable/rights";
import { describe, expect, it } from "vitest";
import { codeOf } from "../../../testing/codes.ts";
import { assess, breachSet, facts, record } from "./breach-fixture.ts";

const notifier = { controller: "Centre hospitalier", contact: "dpo, bâtiment A", authority: "CNIL" };
const words = {
  controller: "Centre hospitalier",
  contact: "le délégué",
  happened: "Une liste a été envoyée à un mauvais service.",
  consequences: "Des collègues ont pu lire vos absences.",
  done: ["La liste a été rappelée."],
  advice: ["Signalez-nous tout usage de ces informations."],
};

describe("the notification to the authority", () => {
  it("names what article 33(3) asks and is not known yet, and prints it as missing", async () => {
    const { act, clock } = breachSet();
    const { persons: _persons, records: _records, ...uncounted } = facts;
    const { breach } = await act({ act: "record", facts: uncounted });
    const { sheet, missing } = authorityForm(breach, notifier, "fr", clock.now());
    expect(missing).toEqual(["records", "persons", "safeguards", "consequences", "measures"]);
    expect(sheet.parts.filter((part) => part.missing === true)).toHaveLength(5);
    expect(sheetText(sheet)).toContain("Pas encore connu : sera communiqué dans une notification complémentaire.");
  });

  it("is whole when all is known, in both languages, with the reasons of a delay", async () => {
    const { act, clock } = breachSet();
    await act({ act: "record", facts: { ...facts, records: 120, persons: 40, safeguards: "Access by role", processors: ["mail-host"] } });
    await act(assess("high"));
    await act({ act: "measure", state: "taken", text: "The message was recalled" });
    clock.moveTo(new Date("2026-03-10T09:00:00Z"));
    const late = { act: "notify-authority", on: "2026-03-10T08:00:00Z", phase: "initial", reference: "N-77" } as const;
    const { breach } = await act({ ...late, delayReasons: "The scale was not known before Monday" });
    for (const [language, said] of [
      ["fr", ["Motifs du retard", "Notification complémentaire", "Risque élevé", "40", "120", "prise\u00a0: The message"]],
      [
        "en",
        [
          "Reasons for the delay",
          "Further notification",
          "High risk",
          "N-77",
          "End of the 72 hours: 9 March 2026, 18:30 UTC",
          "taken: The message",
        ],
      ],
    ] as const) {
      const { sheet, missing } = authorityForm(breach, notifier, language, clock.now());
      expect(missing).toEqual([]);
      expect(sheetText(sheet)).not.toMatch(/\d{4}-\d\d-\d\d/);
      for (const text of [...said, "The scale was not known before Monday", "mail-host"]) expect(sheetText(sheet)).toContain(text);
    }
  });

  it("is made for nobody without a controller, a contact and an authority", async () => {
    const { act, clock } = breachSet();
    const { breach } = await act(record);
    for (const part of ["controller", "contact", "authority"])
      expect(codeOf(() => authorityForm(breach, { ...notifier, [part]: " " }, "en", clock.now()))).toBe("NOTIFIER_INVALID");
  });
});

describe("the communication to the persons", () => {
  it("says what happened, what may follow, what was done, what they can do and whom to ask", async () => {
    const { act } = breachSet();
    const { breach } = await act(record);
    const text = sheetText(personsNotice(breach, words, "fr"));
    for (const said of [words.happened, words.consequences, words.contact, ...words.done, ...words.advice, "article 34"])
      expect(text).toContain(said);
    expect(sheetHtml(personsNotice(breach, { ...words, happened: "<script>1</script>" }, "fr"))).not.toContain("<script>");
  });

  it("is not made without one of them", async () => {
    const { act } = breachSet();
    const { breach } = await act(record);
    for (const part of [{ contact: "" }, { happened: " " }, { consequences: "" }, { done: [] }, { advice: [""] }])
      expect(codeOf(() => personsNotice(breach, { ...words, ...part }, "fr"))).toBe("PERSONS_NOTICE_INVALID");
  });
});

describe("documents of a breach in Monaco", () => {
  it("cite law 1.565 for APDP, and no article of the GDPR", async () => {
    const { act, clock } = breachSet();
    await act(record);
    await act(assess("high"));
    const effort = { act: "exempt-persons", exception: "disproportionate-effort", justification: "The addresses are lost" } as const;
    const { breach } = await act({ ...effort, communication: "A notice in the hall" });
    const apdp = { ...notifier, authority: "APDP" };
    const form = sheetText(authorityForm(breach, apdp, "fr", clock.now()).sheet);
    expect(form).toContain("APDP — article 32, I, de la loi n° 1.565 du 3 décembre 2024");
    expect(form).toContain("Efforts disproportionnés : communication publique (article 32, II)");
    expect(form).toContain("Dont des catégories particulières (article 7)");
    expect(form).not.toMatch(/RGPD|article 3[34]|article 9/);
    expect(sheetText(authorityForm(breach, notifier, "fr", clock.now()).sheet)).toContain("CNIL — article 33 du RGPD");
    expect(sheetText(authorityForm(breach, { ...apdp, regime: "gdpr" }, "en", clock.now()).sheet)).toContain("APDP — GDPR article 33");
    for (const language of ["fr", "en"] as const)
      expect(sheetText(personsNotice(breach, { ...words, regime: "mc-1565" }, language))).toMatch(/32, II.*1\.565|1\.565.*32, II/);
  });

  it("are not made under a law that knows no notification", async () => {
    const { act, clock } = breachSet();
    const { breach } = await act(record);
    const old = { regime: "mc-1165" } as never;
    expect(codeOf(() => authorityForm(breach, { ...notifier, ...(old as object) }, "fr", clock.now()))).toBe("REGIME_UNKNOWN");
    expect(codeOf(() => personsNotice(breach, { ...words, ...(old as object) }, "fr"))).toBe("REGIME_UNKNOWN");
  });
});
