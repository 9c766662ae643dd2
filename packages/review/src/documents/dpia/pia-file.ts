/** The impact assessment as a file that the CNIL's PIA software imports. */
import { calendarDate, escapeMarkup } from "@favorable/core";
import type { ProcessingDocument } from "@favorable/processing";
import { clean } from "../../dossier/clean.ts";
import { typeset } from "../../dossier/language.ts";
import type { Item, Language } from "../paper/paper.ts";
import { textOf } from "../paper/spans.ts";
import { type Saying, saying, text } from "../saying.ts";
import { QUESTIONS } from "./questions.ts";
import { FEARED, fearedEvent, measuresOf, RISK_LISTS } from "./risks.ts";

/** An answer; its question decides which member of `data` holds it. */
export interface PiaAnswer {
  /** The number of the question, 111 to 346. */
  readonly reference_to: number;
  /** `text` is HTML; `gauge` is 1 to 4; the members that the question does not use are null. */
  readonly data: { readonly text: string | null; readonly gauge: number | null; readonly list: readonly string[] | null };
  readonly created_at: string;
}

/** The members that the import of PIA 4.1.0 reads (LINCnil/pia, `importData`). */
export interface PiaFile {
  readonly pia: {
    readonly name: string;
    readonly category: string;
    readonly author_name: string;
    readonly evaluator_name: string;
    readonly validator_name: string;
    /** 0: being written. */
    readonly status: 0;
    readonly dpo_status: null;
    readonly dpo_opinion: string;
    readonly dpos_names: string;
    readonly concerned_people_opinion: string;
    readonly concerned_people_status: null;
    readonly concerned_people_searched_opinion: null;
    readonly concerned_people_searched_content: string;
    readonly people_names: string;
    readonly rejection_reason: string;
    readonly applied_adjustments: string;
    readonly created_at: string;
    readonly updated_at: string;
  };
  readonly answers: readonly PiaAnswer[];
  readonly measures: readonly {
    readonly id: number;
    readonly title: string;
    readonly content: string;
    readonly placeholder: string;
    readonly created_at: string;
  }[];
  /** None: an evaluation is a person's. */
  readonly evaluations: readonly never[];
  readonly comments: readonly {
    readonly description: string;
    readonly reference_to: number;
    readonly for_measure: false;
    readonly created_at: string;
  }[];
}

/** How the file is written. */
export interface PiaOptions {
  readonly language: Language;
  /** The day it is dated, `YYYY-MM-DD`: no clock is read. */
  readonly createdOn: string;
  /** Who writes it, by function; empty unless given. The evaluator and the validator are left to be named. */
  readonly author?: string;
}

/**
 * Makes the file: parts 1 to 3 from the declaration. A question to which nothing is stated has no answer and a comment that says so. The lists of
 * a feared event that no declared risk states are proposed from the rest of the declaration: each proposal says « à valider », and a comment on
 * its question that it is one. Severity and likelihood are never proposed; opinions, evaluations and the validation of part 4 are left to persons.
 *
 * @throws `DATE_INVALID` for `createdOn`
 * @example
 * ```ts
 * import { piaFile } from "@favorable/review/documents";
 *
 * const file = piaFile(
 *   { format: "favorable-processing/2", id: "visits", stage: "draft", purposes: { entry: { statement: { en: "Entry of <visitors>" } } } },
 *   { language: "en", createdOn: "2025-01-01" },
 * );
 * console.log(file.answers.find(({ reference_to }) => reference_to === 211)?.data.text); // <ul><li>Entry of &lt;visitors&gt;</li></ul>
 * console.log(file.comments.length); // 34
 * ```
 */
export function piaFile(document: ProcessingDocument, { language, createdOn, author = "" }: PiaOptions): PiaFile {
  const say = saying(clean(document), language);
  const created_at = `${calendarDate(createdOn)}T00:00:00.000Z`;
  const answers: Omit<PiaAnswer, "created_at">[] = [];
  const unanswered: number[] = [];
  const answer = (reference_to: number, data: Partial<PiaAnswer["data"]> | undefined): void => {
    if (data === undefined) unanswered.push(reference_to);
    else answers.push({ reference_to, data: { text: null, gauge: null, list: null, ...data } });
  };
  for (const { reference, answer: of } of QUESTIONS) {
    const items = of(say);
    answer(reference, items.length === 0 ? undefined : { text: itemsHtml(items, language) });
  }
  const notes: { readonly reference_to: number; readonly description: string }[] = [];
  for (const [feared, first] of FEARED) {
    const event = fearedEvent(say, feared);
    RISK_LISTS.forEach((name, at) => {
      const list = event.lists[name];
      answer(first + at, list.length === 0 ? undefined : { list });
      if (event.proposed.includes(name)) notes.push({ reference_to: first + at, description: proposalNote(say) });
    });
    answer(first + 4, gauge(event.severity));
    answer(first + 5, gauge(event.likelihood));
  }
  const open = unanswered.map((reference_to) => ({ reference_to, description: openNote(say, reference_to) }));
  return {
    pia: pia(say, author, created_at),
    answers: answers.map((one) => ({ ...one, created_at })),
    measures: measuresOf(say).map(({ title, items }, at) => ({
      id: at + 1,
      title,
      content: itemsHtml(items, language),
      placeholder: "",
      created_at,
    })),
    evaluations: [],
    comments: [...open, ...notes].map((note) => ({ ...note, for_measure: false, created_at })),
  };
}

/** What stands beside a proposal. */
function proposalNote({ t }: Saying): string {
  return t(
    "Proposé à partir de la déclaration, qui n'énonce pas ce point : à valider, à modifier ou à écarter par une personne.",
    "Proposed from the declaration, which does not state this: for a person to validate, change or strike out.",
  );
}

const GAUGES: ReadonlySet<number> = new Set(FEARED.flatMap(([, first]) => [first + 4, first + 5]));

/** Why a question has no answer. */
function openNote({ t }: Saying, reference: number): string {
  return GAUGES.has(reference)
    ? t("Non déclaré : à coter par une personne.", "Not stated: to be rated by a person.")
    : t("Non déclaré.", "Not stated.");
}

function gauge(level: number | undefined): Partial<PiaAnswer["data"]> | undefined {
  return level === undefined ? undefined : { gauge: level, text: "" };
}

function pia(say: Saying, author: string, created_at: string): PiaFile["pia"] {
  const { document } = say;
  const dpo = document.dpo === undefined || document.dpo === "none" ? "" : document.dpo.contact;
  return {
    name: text(say, document.title, document.id).text,
    category: "",
    author_name: author,
    evaluator_name: "",
    validator_name: "",
    status: 0,
    dpo_status: null,
    dpo_opinion: "",
    dpos_names: dpo,
    concerned_people_opinion: "",
    concerned_people_status: null,
    concerned_people_searched_opinion: null,
    concerned_people_searched_content: "",
    people_names: "",
    rejection_reason: "",
    applied_adjustments: "",
    created_at,
    updated_at: created_at,
  };
}

/** The software shows an answer as HTML: every declared text is escaped. */
function itemsHtml(items: readonly Item[], language: Language): string {
  const own = items.map(
    ({ line, items: below = [] }) =>
      `<li>${escapeMarkup(typeset(language, textOf(line)))}${below.length === 0 ? "" : itemsHtml(below, language)}</li>`,
  );
  return `<ul>${own.join("")}</ul>`;
}
