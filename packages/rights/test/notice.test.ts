/** Information notices: every item of articles 13 and 14 said, or named as missing. */
import {
  createNotice,
  NOTICE_ITEMS,
  type NoticeFacts,
  type NoticeItem,
  nextVersion,
  noticeSheet,
  sheetHtml,
  sheetText,
} from "@favorable/rights";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeOf } from "../../../testing/codes.ts";
import { gdpr, register } from "./notice-fixture.ts";

const state = (facts: NoticeFacts, item: NoticeItem) => createNotice(facts).items.find((one) => one.item === item);
const without = (facts: NoticeFacts, ...members: (keyof NoticeFacts)[]): NoticeFacts =>
  Object.fromEntries(Object.entries(facts).filter(([name]) => !members.includes(name as keyof NoticeFacts))) as unknown as NoticeFacts;

describe("an information notice", () => {
  it("of the vaccination register is whole under law 1.165, article 14, in both languages", () => {
    const notice = createNotice(register);
    expect(notice.missing).toEqual([]);
    const text = sheetText(noticeSheet(notice, "fr", "full"));
    for (const said of [
      "Centre Hospitalier Princesse Grace",
      "une obligation légale (loi n° 1.509), à partir du 30 octobre 2021",
      "votre consentement, jusqu'au 29 octobre 2021",
      "Aucun destinataire extérieur.",
      "18 mois à compter du 30 octobre 2021",
      "Réponse dans un délai de 1 mois",
      "suspendu",
    ])
      expect(text).toContain(said);
    expect(sheetText(noticeSheet(notice, "en", "full"))).toContain("Answer within 1 month");
  });

  it("has the seventeen items of articles 13 and 14, each present, missing or not applicable, with its place in the law", () => {
    const notice = createNotice(gdpr);
    expect(notice.items.map(({ item }) => item)).toEqual([...NOTICE_ITEMS]);
    expect(notice.missing).toEqual([]);
    expect(notice.items.map(({ article }) => article)).not.toContain(undefined);
    expect(state(gdpr, "retention")?.article).toBe("GDPR 13(2)(a), 14(2)(a)");
    expect(state({ ...gdpr, collection: "indirect" }, "source")?.article).toBe("GDPR 14(2)(f)");
    expect(state({ ...gdpr, collection: "direct" }, "source")).toEqual({ item: "source", state: "not-applicable" });
  });

  it.each<[keyof NoticeFacts, NoticeItem[]]>([
    ["controller", ["controller", "representative"]],
    ["dpo", ["dpo"]],
    ["purposes", ["purposes", "basis"]],
    ["categories", ["categories"]],
    ["sources", ["source"]],
    ["compulsory", ["compulsory", "consequences"]],
    ["recipients", ["recipients"]],
    ["transfers", ["transfers"]],
    ["retention", ["retention"]],
    ["rights", ["rights"]],
    ["withdrawal", ["withdrawal"]],
    ["complaint", ["complaint"]],
    ["automatedDecisions", ["automated-decision"]],
  ])("names as missing what follows from %s, where that is not stated, in the text as well", (member, items) => {
    const notice = createNotice(without(gdpr, member));
    expect(notice.missing).toEqual(items);
    const text = sheetText(noticeSheet(notice, "en", "full"));
    for (const item of items) expect(text).toContain(`Not stated: this item is missing. (${state(gdpr, item)?.article})`);
    expect(codeOf(() => nextVersion(undefined, notice, { on: "2026-01-01" }))).toBe("NOTICE_INCOMPLETE");
  });

  it("never leaves an item out in silence, whichever facts are not stated", () => {
    const members = Object.keys(gdpr).filter(
      (name) => !["processing", "subject", "channel", "regime", "collection"].includes(name),
    ) as (keyof NoticeFacts)[];
    fc.assert(
      fc.property(
        fc.subarray(members),
        fc.constantFrom("direct", "indirect", "both"),
        fc.constantFrom("gdpr", "mc-1565", "mc-1165"),
        (left, collection, regime) => {
          const notice = createNotice({ ...without(gdpr, ...left), collection, regime });
          const printed = noticeSheet(notice, "fr", "full").parts;
          const shown = notice.items.filter(({ state }) => state !== "not-applicable");
          expect(printed).toHaveLength(shown.length);
          expect(printed.filter(({ missing }) => missing === true)).toHaveLength(notice.missing.length);
        },
      ),
      { numRuns: 200 },
    );
  });

  it("is missing in the language it was not written in", () => {
    const english = { ...gdpr, complaint: { authority: { en: "the CNIL" } } };
    expect(state(english, "complaint")).toMatchObject({ state: "missing", missingIn: ["fr"] });
    expect(createNotice(english, ["en"]).missing).toEqual([]);
  });

  it("asks for the interest where a legitimate interest is the basis, and then for objection among the rights", () => {
    const statement = { fr: "Sûreté", en: "Safety" };
    const purposes = [{ statement, bases: [{ kind: "legitimate-interest" } as const] }];
    expect(createNotice({ ...gdpr, purposes }).missing).toEqual(["legitimate-interests", "rights"]);
  });

  it("asks a controller from elsewhere for its representative", () => {
    const away = { name: "Service", contact: "c", country: "US" };
    expect(createNotice({ ...gdpr, controller: away }).missing).toEqual(["representative"]);
    expect(state({ ...gdpr, controller: { ...away, representative: { name: "Rep", contact: "r" } } }, "representative")?.state).toBe(
      "present",
    );
  });

  it("has a first layer that says where the full one is", () => {
    const short = noticeSheet(createNotice(register), "fr", "short").parts.map(({ heading }) => heading);
    expect(short).toEqual([
      "Responsable du traitement",
      "Finalités",
      "Si vous ne les fournissez pas",
      "Vos droits",
      "Retrait du consentement",
      "Information complète",
    ]);
    expect(noticeSheet(createNotice(without(register, "fullAt")), "fr", "short").parts.at(-1)).toMatchObject({ missing: true });
  });

  it("escapes whatever its facts hold", () => {
    const odd = { ...register, controller: { name: '<img src=x onerror="alert(1)">&', contact: "'" } };
    const html = sheetHtml(noticeSheet(createNotice(odd), "fr", "full"));
    expect(html).not.toContain("<img");
    expect(html).toContain("&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&amp;");
  });

  it("is refused for a category or a processing that has no name", () => {
    for (const wrong of [{ processing: "" }, { subject: "a b" }])
      expect(codeOf(() => createNotice({ ...register, ...wrong }))).toBe("NOTICE_INVALID");
    expect(codeOf(() => createNotice(register, []))).toBe("NOTICE_INVALID");
  });
});

describe("the versions of a notice", () => {
  const first = nextVersion(undefined, createNotice(gdpr), { on: "2026-01-01" });

  it("are the same while the same is said", () => {
    expect(first).toMatchObject({ version: 1, materialSince: 1, on: "2026-01-01" });
    expect(nextVersion(first, createNotice(gdpr), { on: "2026-02-01" })).toBe(first);
  });

  it("tell what changed, and that whoever was informed is to be told again", () => {
    const next = nextVersion(first, createNotice({ ...gdpr, recipients: [{ fr: "la mairie", en: "the town hall" }] }), {
      on: "2026-02-01",
    });
    expect(next).toMatchObject({ version: 2, changed: ["recipients"], materialSince: 2 });
    expect(next.sha256).not.toBe(first.sha256);
  });

  it("need no new information where a person judged that only wording changed, and that of no other item", () => {
    const reworded = { ...gdpr, complaint: { authority: { fr: "la CNIL, à Paris", en: "the CNIL, Paris" } } };
    const second = nextVersion(first, createNotice(reworded), { on: "2026-02-01", editorial: ["complaint"] });
    expect(second).toMatchObject({ version: 2, changed: ["complaint"], materialSince: 1 });
    const dpo = { contact: "another" };
    expect(nextVersion(second, createNotice({ ...reworded, dpo }), { on: "2026-02-01", editorial: ["complaint"] }).materialSince).toBe(3);
  });

  it("follow one another, of one notice, in time", () => {
    const other = createNotice({ ...gdpr, channel: "board" });
    expect(codeOf(() => nextVersion(first, other, { on: "2026-02-01" }))).toBe("NOTICE_MISMATCH");
    expect(codeOf(() => nextVersion(first, createNotice(gdpr), { on: "2025-12-31" }))).toBe("DATE_INVALID");
  });
});
