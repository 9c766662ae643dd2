/**
 * The questions of an impact assessment (GDPR art. 35(7)), by the numbers under which the CNIL's PIA software keeps their answers, and what a
 * declaration answers to each. The titles are this project's own.
 */
import type { RightKind } from "@favorable/processing";
import { entries, fieldsOf } from "../../facts.ts";
import type { Item } from "../paper/paper.ts";
import { joined, labelled } from "../paper/spans.ts";
import { partItems } from "../parts/parties.ts";
import { partOf } from "../parts/purposes.ts";
import { bound, cited, coded, item, key, named, names, type Saying, startOfRule, text } from "../saying.ts";
import { memberItem, stated } from "../stated.ts";

/** A question that is answered in words. */
export interface Question {
  readonly reference: number;
  readonly title: readonly [fr: string, en: string];
  /** Nothing when nothing of it is stated. */
  readonly answer: (say: Saying) => readonly Item[];
}

/** Parts 1 (context) and 2 (fundamental principles). */
export const QUESTIONS: readonly Question[] = [
  { reference: 111, title: ["Traitement étudié", "Processing under consideration"], answer: overview },
  {
    reference: 112,
    title: ["Responsabilités", "Responsibilities"],
    answer: (say) => members(say, ["controller", "jointControllers", "onBehalfOf", "dpo", "processors"]),
  },
  { reference: 113, title: ["Référentiels applicables", "Standards that apply"], answer: standards },
  { reference: 121, title: ["Données traitées", "Data processed"], answer: data },
  {
    reference: 122,
    title: ["Cycle de vie des données", "Life cycle of the data"],
    answer: (say) => members(say, ["functions", "origins", "timers", "links", "recipients", "purge"]),
  },
  {
    reference: 123,
    title: ["Supports des données", "Supports of the data"],
    answer: (say) => [
      ...members(say, ["filingSystems", "hosting", "tenants", "capture"]),
      ...stated(say, { exposed: say.document.security?.exposed }, ["security"]),
    ],
  },
  { reference: 211, title: ["Finalités", "Purposes"], answer: purposes },
  { reference: 212, title: ["Fondements", "Legal bases"], answer: bases },
  { reference: 213, title: ["Minimisation", "Minimisation"], answer: minimisation },
  { reference: 214, title: ["Exactitude", "Accuracy"], answer: (say) => members(say, ["accuracy"]) },
  { reference: 215, title: ["Durées de conservation", "Retention periods"], answer: retention },
  { reference: 221, title: ["Information des personnes", "Information of the persons"], answer: (say) => members(say, ["notices"]) },
  { reference: 222, title: ["Consentement", "Consent"], answer: consent },
  { reference: 223, title: ["Accès et portabilité", "Access and portability"], answer: (say) => rights(say, ["access", "portability"]) },
  {
    reference: 224,
    title: ["Rectification et effacement", "Rectification and erasure"],
    answer: (say) => rights(say, ["rectification", "erasure"]),
  },
  {
    reference: 225,
    title: ["Limitation et opposition", "Restriction and objection"],
    answer: (say) => rights(say, ["restriction", "objection"]),
  },
  { reference: 226, title: ["Sous-traitance", "Processors"], answer: (say) => partItems(say, "processors") },
  { reference: 227, title: ["Transferts", "Transfers"], answer: (say) => partItems(say, "transfers") },
];

type Member = Parameters<typeof partOf<Saying["document"]>>[1][number];

/** Whole members of the declaration; those that are not stated are left out. */
function members(say: Saying, list: readonly Member[]): readonly Item[] {
  return stated(say, partOf(say.document, list), []);
}

function overview(say: Saying): readonly Item[] {
  const subjects = entries(say.document.subjects).map(([id, subject]) => ({
    line: text(say, subject.label, id),
    items: stated(say, subject, ["subjects"], ["label"]),
  }));
  const persons = subjects.length === 0 ? [] : [{ line: say.t("Personnes concernées", "Persons concerned"), items: subjects }];
  return [...members(say, ["title", "kind", "version", "startsOn", "endsOn", "events"]), ...purposes(say), ...persons];
}

function standards(say: Saying): readonly Item[] {
  const { security, governance, proceedings } = say.document;
  return [
    ...(security?.standards === undefined ? [] : memberItem(say, "standards", security.standards, ["security"])),
    ...stated(say, { formality: governance?.formality, approved: governance?.approved, changeProcedure: governance?.changeProcedure }, [
      "governance",
    ]),
    ...(proceedings === undefined ? [] : memberItem(say, "proceedings", proceedings, [])),
  ];
}

function data(say: Saying): readonly Item[] {
  const fields = fieldsOf(say.document);
  return entries(say.document.categories).map(([id, category]) => {
    const own = fields.filter(({ field }) => field.category === id);
    const list =
      own.length === 0
        ? []
        : [
            {
              line: labelled(
                say.language,
                say.t("informations", "information"),
                joined(
                  own.map(({ name }) => item(say, name)),
                  ", ",
                ),
              ),
            },
          ];
    const origins = [...new Set(own.flatMap(({ field }) => field.origins))].sort();
    const from = origins.length === 0 ? [] : [{ line: labelled(say.language, say.t("origine", "origin"), names(say, "origins", origins)) }];
    return { line: text(say, category.label, id), items: [...list, ...from, ...stated(say, category, ["categories"], ["label"])] };
  });
}

function purposes(say: Saying): readonly Item[] {
  return entries(say.document.purposes).map(([id, purpose]) => ({
    line: named(say, "purposes", id),
    items: stated(say, purpose, ["purposes"], ["statement", "bases"]),
  }));
}

function bases(say: Saying): readonly Item[] {
  return entries(say.document.purposes).flatMap(([id, { bases: own = [] }]) =>
    own.map((basis) => ({
      line: joined(
        [named(say, "purposes", id), coded(say, basis.kind), ...(basis.reference === undefined ? [] : [cited(say, basis.reference)])],
        ", ",
      ),
      items: stated(say, basis, ["bases"], ["kind", "reference", "consent"]),
    })),
  );
}

function minimisation(say: Saying): readonly Item[] {
  const fields = fieldsOf(say.document).flatMap(({ name, field }) => {
    const items = stated(
      say,
      {
        legalRef: field.legalRef,
        justification: field.justification,
        optional: field.optional,
        moderator: field.moderator,
        screenedFor: field.screenedFor,
      },
      ["fields"],
    );
    return items.length === 0 ? [] : [{ line: item(say, name), items }];
  });
  const necessity = say.document.governance?.necessity;
  return [
    ...(necessity === undefined ? [] : memberItem(say, "necessity", necessity, ["governance"])),
    ...members(say, ["originRules"]),
    ...fields,
  ];
}

function retention(say: Saying): readonly Item[] {
  return entries(say.document.retention).map(([, rule]) => ({
    line: names(say, "categories", rule.categories),
    items: [
      { line: labelled(say.language, say.t("durée maximale", "maximum"), bound(say, rule.maximum)) },
      { line: labelled(say.language, say.t("point de départ", "start"), startOfRule(say, rule)) },
      ...stated(say, rule, ["retention"], ["categories", "maximum", "start"]),
    ],
  }));
}

function consent(say: Saying): readonly Item[] {
  const own = entries(say.document.purposes).flatMap(([id, { bases: list = [] }]) =>
    list.flatMap(({ kind, consent: how }) =>
      kind === "consent"
        ? [{ line: named(say, "purposes", id), items: how === undefined ? [{ line: say.unstated }] : stated(say, how, ["consent"]) }]
        : [],
    ),
  );
  const stands = say.document.purposes !== undefined && entries(say.document.purposes).every(([, { bases: list }]) => list !== undefined);
  return own.length === 0 && stands
    ? [{ line: say.t("Aucune finalité ne repose sur le consentement.", "No purpose rests on consent.") }]
    : own;
}

function rights(say: Saying, kinds: readonly RightKind[]): readonly Item[] {
  const own = say.document.rights;
  if (own === undefined) return [];
  return [
    ...kinds.map((kind): Item => {
      const means = own.means?.[kind];
      return means === undefined
        ? { line: labelled(say.language, key(say, kind), say.unstated) }
        : (memberItem(say, kind, means, ["rights", "means"])[0] ?? { line: kind });
    }),
    ...stated(say, { contact: own.contact, channels: own.channels, answerWithin: own.answerWithin, identityCheck: own.identityCheck }, [
      "rights",
    ]),
  ];
}
