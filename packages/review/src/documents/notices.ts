/** Information notices from a declaration: its facts, for each category of data subjects and each channel that reaches it. */
import { PrivacyError } from "@favorable/core";
import type { BasisDocument, LegalReference, NoticeDocument, ProcessingDocument, RetentionDocument, Text } from "@favorable/processing";
import { dayInWords, type NoticeBasis, type NoticeFacts, type NoticeRegime, periodWords } from "@favorable/rights";
import { entries, retentionsOf, subjectsOf } from "../facts.ts";
import { NOTICE_TERMS } from "./notice-terms.ts";

/** What a declaration does not hold. */
export interface NoticesOptions {
  /** The text that asks for the notices. */
  readonly regime: NoticeRegime;
  /** The authority that takes complaints; that of the regime and of the controller's country where it is known, when left out. */
  readonly complaint?: { readonly authority: Text; readonly contact?: string };
  /** Where the full notice is, for the short one. */
  readonly fullAt?: Text;
}

type Both = (of: (language: "fr" | "en") => string | undefined) => Text;
const both: Both = (of) => {
  const [fr, en] = [of("fr"), of("en")];
  return { ...(fr === undefined ? {} : { fr }), ...(en === undefined ? {} : { en }) };
};

/**
 * Collects the facts of every notice: one for each category of data subjects and each kind of channel that reaches it. What the declaration
 * does not state is not among them, so that `createNotice` of `@favorable/rights` names it as missing.
 *
 * A channel that reaches nobody, and a category that no channel reaches, give no notice: rule `rig-notice-reaches-all` says so.
 *
 * @throws `NOTICE_REGIME_UNKNOWN`
 * @example
 * ```ts
 * import { noticesOf } from "@favorable/review/documents";
 * import { createNotice } from "@favorable/rights";
 *
 * const facts = noticesOf(
 *   {
 *     format: "favorable-processing/2",
 *     id: "visits",
 *     stage: "draft",
 *     subjects: { visitor: { label: { en: "visitors" }, relation: "public" } },
 *     notices: { door: { title: { en: "Visits" }, attached: true, channels: [{ kind: "display", reaches: ["visitor"] }] } },
 *   },
 *   { regime: "mc-1165" },
 * );
 * console.log(facts.map(({ subject, channel }) => `${subject} by ${channel}`).join()); // visitor by display
 * console.log(facts.map((one) => createNotice(one, ["en"]).missing.slice(0, 2).join()).join()); // controller,purposes
 * ```
 */
export function noticesOf(document: ProcessingDocument, options: NoticesOptions): readonly NoticeFacts[] {
  if (!["gdpr", "mc-1565", "mc-1165"].includes(options.regime))
    throw new PrivacyError("NOTICE_REGIME_UNKNOWN", "notices are asked for by the GDPR, law 1.565 or law 1.165");
  const seen = new Set<string>();
  return entries(document.notices).flatMap(([id, notice]) =>
    notice.channels.flatMap(({ kind, reaches }) =>
      [...reaches].sort().flatMap((subject) => {
        const place = `${subject} ${kind}`;
        // A second notice of one category and channel is another notice: it goes by its own name.
        const facts = factsFor(document, notice, subject, kind, options);
        const again = seen.has(place);
        seen.add(place);
        return [again ? Object.freeze({ ...facts, name: id }) : facts];
      }),
    ),
  );
}

function factsFor(
  document: ProcessingDocument,
  notice: NoticeDocument,
  subject: string,
  channel: NoticeFacts["channel"],
  options: NoticesOptions,
): NoticeFacts {
  const { controller, dpo, rights } = document;
  const records = entries(document.records).filter(([, { subjects }]) => subjects.includes(subject));
  const fields = records.flatMap(([, record]) => entries(record.fields).map(([, field]) => field));
  const categories = [...new Set(fields.map(({ category }) => category))].sort();
  const origins = [...new Set(fields.flatMap((field) => field.origins))].sort();
  const purposes = entries(document.purposes).filter(([id]) => subjectsOf(document, id).includes(subject));
  const serves = (ids: readonly string[] | undefined): boolean =>
    ids === undefined || ids.length === 0 || ids.some((id) => purposes.some(([purpose]) => purpose === id));
  const label = document.subjects?.[subject]?.label;
  const complaint = options.complaint ?? authorityOf(options.regime, controller?.country);
  const withdrawal =
    rights?.withdrawal?.how ?? purposes.flatMap(([, { bases = [] }]) => bases.flatMap(({ consent }) => consent?.withdrawal ?? []))[0];
  const facts: { readonly [K in keyof NoticeFacts]: NoticeFacts[K] | undefined } = {
    processing: document.id,
    subject,
    subjectLabel: label,
    channel,
    regime: options.regime,
    collection: notice.collection ?? collectionOf(document, origins),
    title: notice.title,
    controller:
      controller === undefined
        ? undefined
        : {
            name: controller.name,
            ...(controller.contact === undefined ? {} : { contact: controller.contact }),
            ...(controller.country === undefined ? {} : { country: controller.country }),
            ...(controller.representative === undefined ? {} : { representative: controller.representative }),
          },
    dpo: dpo === undefined || dpo === "none" ? dpo : { contact: dpo.contact },
    purposes:
      purposes.length === 0 ? undefined : purposes.map(([, { statement, bases = [] }]) => ({ statement, bases: bases.map(basisOf) })),
    categories: categories.length === 0 ? undefined : categories.map((id) => document.categories?.[id]?.label ?? {}),
    sources: origins.length === 0 ? undefined : origins.map((id) => ({ label: document.origins?.[id]?.label ?? {} })),
    compulsory: compulsoryOf(
      document,
      notice,
      purposes.map(([id]) => id),
    ),
    recipients: listOrNone(
      document.recipients,
      ({ purposes: ids, state }) => serves(ids) && state !== "ended" && state !== "abandoned",
      (one) => one.label,
    ),
    transfers: listOrNone(
      document.transfers,
      ({ purposes: ids, categories: sent }) => serves(ids) && sent.some((id) => categories.includes(id)),
      ({ to, safeguard }) => ({
        to: { fr: to, en: to },
        ...(safeguard === undefined || safeguard === "none" ? {} : { safeguard: NOTICE_TERMS.safeguards[safeguard] }),
      }),
    ),
    retention: categories.length === 0 ? undefined : together(categories.flatMap((id) => retentionLines(document, id))),
    rights:
      rights === undefined
        ? undefined
        : {
            ...(rights.contact === undefined ? {} : { contact: rights.contact }),
            means: entries(rights.means).flatMap(([right, means]) =>
              means === undefined ? [] : [{ right: right as never, how: means.how }],
            ),
            ...(rights.answerWithin === undefined ? {} : { answerWithin: rights.answerWithin }),
          },
    withdrawal,
    complaint,
    automatedDecisions: listOrNone(
      document.automatedDecisions,
      ({ purposes: ids }) => serves(ids),
      ({ logic = {}, consequences = {} }) => ({ logic, consequences }),
    ),
    fullAt: options.fullAt,
  };
  // The one cast: members that were not stated are not members.
  return Object.freeze(Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined))) as unknown as NoticeFacts;
}

/** Data from the person, from elsewhere, or both; what nobody states is taken for both, so that nothing is left unasked. */
function collectionOf(document: ProcessingDocument, origins: readonly string[]): NoticeFacts["collection"] {
  const kinds = origins.map((id) => document.origins?.[id]?.kind);
  const direct = kinds.includes("subject");
  const indirect = kinds.includes("file") || kinds.includes("third-party");
  return direct === indirect ? "both" : direct ? "direct" : "indirect";
}

function basisOf({ kind, reference, from, until, balance }: BasisDocument): NoticeBasis {
  return {
    kind,
    ...(reference === undefined ? {} : { reference: cited(reference) }),
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
    ...(balance?.interest === undefined ? {} : { interest: balance.interest }),
  };
}

function cited({ text, article }: LegalReference): Text {
  if (article === undefined) return { fr: text, en: text };
  // « L. 241-1, L. 241-2 » and « 13, 15 et 16 » are several; « 1, 2) » is a part of one.
  const word = /(?:,|;| et | and )\s*(?:[A-Z]\.\s*)?\d[\d-]*(?![\d-]*\))/.test(article) ? "articles" : "article";
  return {
    fr: `${text}, ${word} ${article.replaceAll(" and ", " et ")}`,
    en: `${text}, ${word} ${article.replaceAll(" et ", " and ")}`,
  };
}

/** What must be given, by the labels of its categories, and what follows by the purposes' effects. */
function compulsoryOf(
  document: ProcessingDocument,
  { compulsory }: NoticeDocument,
  purposes: readonly string[],
): NoticeFacts["compulsory"] {
  if (compulsory === undefined) return undefined;
  if (compulsory.length === 0) return "none";
  const labels = compulsory.map((name) => {
    const [record = "", field = ""] = name.split(".");
    const found = document.records?.[record]?.fields[field];
    return document.categories?.[name]?.label ?? found?.label ?? document.categories?.[found?.category ?? ""]?.label ?? {};
  });
  const effects = purposes.flatMap((id) => document.purposes?.[id]?.effects?.map(({ statement }) => statement) ?? []);
  return {
    statement: both((language) => joined(labels, language)),
    ...(effects.length === 0 ? {} : { consequences: both((language) => joined(effects, language)) }),
  };
}

/** The texts of one language, or nothing when one of them is not in it. */
function joined(texts: readonly Text[], language: "fr" | "en", between = ", "): string | undefined {
  const said = texts.map((text) => text[language]);
  return said.includes(undefined) ? undefined : [...new Set(said)].join(between);
}

/** What is stated; `none` where the statement is that there is none for these persons. */
function listOrNone<T, U>(
  stated: Readonly<Record<string, T>> | "none" | undefined,
  concerns: (one: T) => boolean,
  print: (one: T) => U,
): readonly U[] | "none" | undefined {
  if (stated === undefined || stated === "none") return stated;
  const found = entries(stated).filter(([, one]) => concerns(one));
  return found.length === 0 ? "none" : found.map(([, one]) => print(one));
}

/** How long a category is kept; a line without a period when no cap is stated, so that the item is missing. */
function retentionLines(document: ProcessingDocument, category: string): readonly { readonly what: Text; readonly period: Text }[] {
  const what = document.categories?.[category]?.label ?? {};
  const found = retentionsOf(document, category);
  return found.length === 0 ? [{ what, period: {} }] : found.map(({ retention }) => ({ what, period: periodOf(document, retention) }));
}

type Kept = ReturnType<typeof retentionLines>[number];

/** Categories that are kept as long are named together. */
function together(lines: readonly Kept[]): readonly Kept[] {
  const groups = new Map<string, Kept[]>();
  for (const line of lines) {
    const period = JSON.stringify(line.period);
    groups.set(period, [...(groups.get(period) ?? []), line]);
  }
  return [...groups.values()].map((group) => ({
    what: both((language) =>
      joined(
        group.map(({ what }) => what),
        language,
        language === "fr" ? " ; " : "; ",
      ),
    ),
    period: group[0]?.period ?? {},
  }));
}

function periodOf(document: ProcessingDocument, { maximum, start }: RetentionDocument): Text {
  if (maximum?.period === undefined && maximum?.event === undefined) return {};
  return both((language) => {
    const terms = NOTICE_TERMS.retention[language];
    const length = maximum.period === undefined ? undefined : periodWords(maximum.period, language);
    if (maximum.event !== undefined) {
      const event = document.events?.[maximum.event]?.label[language];
      if (event === undefined) return undefined;
      return length === undefined ? `${terms.until} ${event}` : `${length} ${terms.after} ${event}`;
    }
    if (start?.kind === "event") {
      const event = document.events?.[start.event]?.label[language];
      return event === undefined ? undefined : `${length} ${terms.after} ${event}`;
    }
    if (start === undefined) return undefined;
    if (start.kind === "fixed-date") return `${length} ${terms.from} ${dayInWords(start.on, language)}`;
    const [record = "", field = ""] = start.kind === "field" ? start.field.split(".") : [];
    const dated = document.records?.[record]?.fields[field]?.label?.[language];
    return dated === undefined ? `${length} ${terms[start.kind]}` : `${length} ${terms.dated} ${dated}`;
  });
}

/** The authority of the regime; under the GDPR, of the countries whose authority is named here. */
function authorityOf(regime: NoticeRegime, country: string | undefined): NoticesOptions["complaint"] {
  if (regime === "mc-1165") return { authority: NOTICE_TERMS.authorities.CCIN };
  if (regime === "mc-1565") return { authority: NOTICE_TERMS.authorities.APDP };
  return country === "FR" ? { authority: NOTICE_TERMS.authorities.CNIL } : undefined;
}
