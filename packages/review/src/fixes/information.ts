/** Fixes of section III: information processed. */
import type { FieldDocument, OriginRuleDocument, ProcessingDocument, SubjectDocument, Text } from "@favorable/processing";
import { entries, fieldsOf, holds, isSpecial } from "../facts.ts";
import { isIntimate } from "../rules/words.ts";
import { each, eachField, names, withBases, withRecords } from "./edit.ts";
import { access, law, origin, reason, record, subject, todo } from "./examples.ts";
import { collect, type Fixes } from "./fix.ts";

export const informationFixes: Fixes = {
  "inf-each-field-necessary": {
    declaration: { records: { "*": { fields: { "*": { purposes: ["<purpose>"], justification: reason } } }, application: record } },
    adapt: (document) =>
      eachField(withRecords(document), (field) => {
        const { purposes = {} } = withRecords(document);
        const kept = field.purposes.filter((id) => holds(purposes, id));
        return {
          ...field,
          purposes: kept.length > 0 ? kept : names(purposes).slice(0, 1),
          ...(field.justification === undefined && field.legalRef === undefined ? { justification: reason } : {}),
        };
      }),
  },
  "inf-legally-limited-fields": {
    declaration: { records: { "*": { fields: { "*": { legalRef: law } } }, application: record } },
    adapt: (document) => eachField(withBases(withRecords(document)), (field) => ({ ...field, legalRef: field.legalRef ?? law })),
  },
  "inf-source-conditioned-minimum": {
    ...collect("proofs"),
    declaration: { originRules: [{ origin: "<certifying origin>", categories: ["<category>"], keeps: ["<record>.<field>"] }] },
    adapt: (document) => ({ ...withRecords(document), originRules: statements(withRecords(document)) }),
  },
  "inf-origin-declared": {
    declaration: { origins: { applicant: origin }, records: { "*": { fields: { "*": { origins: ["applicant"] } } }, application: record } },
    adapt: (document) => originated(withRecords(document)),
  },
  "inf-special-category-minimal": {
    declaration: { records: { "*": { fields: { "<field>": { kind: "closed-list", values: ["<value>"], justification: reason } } } } },
    adapt: (document) =>
      eachField(withRecords(document), (field) =>
        isSpecial(document, field.category)
          ? {
              ...field,
              kind: field.kind === "text" || field.kind === "free-text" ? "closed-list" : field.kind,
              justification: field.justification ?? reason,
            }
          : field,
      ),
  },
  "inf-free-text-controlled": {
    ...collect("freeText"),
    declaration: { records: { "*": { fields: { "<field>": { kind: "free-text", moderator: "<role>" } } } } },
    adapt: (document) => moderated(withRecords(document)),
  },
  "inf-national-id-restricted": {
    declaration: { records: { "*": { fields: { "<field>": { nationalId: true, legalRef: law } } } } },
    adapt: (document) =>
      eachField(
        {
          ...withRecords(document),
          ...(document.categories === undefined
            ? {}
            : {
                categories: each(document.categories, (one) => (one.nationalId === true ? { ...one, legalRef: one.legalRef ?? law } : one)),
              }),
        },
        (field) => (field.nationalId === true ? { ...field, legalRef: field.legalRef ?? law } : field),
      ),
  },
  "inf-accurate-and-current": {
    ...collect("accuracy"),
    declaration: {
      records: {
        "*": { fields: { "<time>": { kind: "instant", boundTo: "clock" }, "<author>": { kind: "identifier", boundTo: "actor" } } },
      },
    },
    adapt: (document) => bound(withRecords(trusted(document))),
  },
  "inf-minors-protected": {
    declaration: {
      subjects: { "*": { minors: true, minorsRule: todo("règles propres aux mineurs", "rules for minors") }, applicants: subject },
    },
    adapt: (document) => ({
      ...document,
      subjects:
        names(document.subjects).length === 0 ? { applicants: subject } : each(document.subjects, (one) => protectedMinors(document, one)),
    }),
  },
  "inf-capture-scope-minimised": {
    declaration: {
      capture: { devices: ["cctv"], audio: false, masking: true, continuous: false, area: todo("la zone filmée", "the captured area") },
    },
    adapt: (document) => {
      const stated: Capture = typeof document.capture === "object" ? document.capture : { devices: ["cctv"] };
      const area = todo("la zone filmée", "the captured area");
      const fit = (text: Text | undefined): boolean => ![text?.fr, text?.en].some((one) => one !== undefined && isIntimate(one));
      const aimed = <T extends Pick<Capture, "targets">>(one: T): T => ({
        ...one,
        audio: false,
        masking: true,
        ...(one.targets === undefined ? {} : { targets: one.targets.filter((target) => !INTIMATE.has(target)) }),
      });
      const systems =
        stated.systems === undefined
          ? {}
          : {
              systems: each(stated.systems, ({ place, ...one }) =>
                aimed({ ...one, ...(place === undefined || !fit(place) ? {} : { place }) }),
              ),
            };
      return {
        ...document,
        capture: { ...aimed(stated), audio: false, masking: true, area: fit(stated.area) ? (stated.area ?? area) : area, ...systems },
      };
    },
  },
};

type Capture = Exclude<NonNullable<ProcessingDocument["capture"]>, string>;
const INTIMATE: ReadonlySet<string> = new Set(["rest-rooms", "changing-rooms", "toilets"]);

/** A category of persons who are minors has its rules, tells the age, and does not consent alone. */
function protectedMinors({ categories }: ProcessingDocument, one: SubjectDocument): SubjectDocument {
  const held = entries(categories).some(([, { minors }]) => minors === true);
  const { minors = false, ageGate, parental, ...rest } = one;
  if (!minors && !held) return { ...one, minors };
  return {
    ...rest,
    minors: true,
    minorsRule: one.minorsRule ?? todo("règles propres aux mineurs", "rules for minors"),
    ...(ageGate === undefined ? {} : { ageGate: { ...ageGate, check: ageGate.check === "none" ? "declared" : ageGate.check } }),
    ...(parental === undefined ? {} : { parental: parental === "none" ? "consents" : parental }),
  };
}

/** What is kept of each certifying origin: everything it gives but the proofs. */
function statements(document: ProcessingDocument): readonly OriginRuleDocument[] {
  const fields = fieldsOf(document);
  return entries(document.origins).flatMap(([id, one]) => {
    if (one.certifies !== true) return [];
    const own = fields.filter(({ field }) => field.origins.includes(id));
    const keeps = own.filter(({ field }) => field.proof !== true).map(({ name }) => name);
    return [{ origin: id, categories: [...new Set(own.map(({ field }) => field.category))], keeps }];
  });
}

/** An origin for each field and a field for each category. */
function originated(document: ProcessingDocument): ProcessingDocument {
  const held = new Set(fieldsOf(document).map(({ field }) => field.category));
  const [purpose = "applications"] = names(document.purposes);
  const [first = "applicant"] = names(document.origins);
  const fill = (field: FieldDocument): FieldDocument => {
    const kept = field.origins.filter((id) => holds(document.origins, id));
    return { ...field, origins: kept.length > 0 ? kept : [first] };
  };
  const missing = names(document.categories).filter((id) => !held.has(id));
  const more = Object.fromEntries(
    missing.map((id): [string, FieldDocument] => [id, { category: id, origins: [first], purposes: [purpose], kind: "text" }]),
  );
  const filled = eachField(document, fill);
  const [into] = names(filled.records);
  return {
    ...filled,
    records: each(filled.records, (one, id) => (id === into ? { ...one, fields: { ...one.fields, ...more } } : one)),
  };
}

/** Free text has a declared moderator; where it appraises persons it becomes a list. */
function moderated(document: ProcessingDocument): ProcessingDocument {
  const stated = document.access ?? access;
  const roles = names(stated.roles).length > 0 ? stated.roles : access.roles;
  const [role = "officer"] = names(roles);
  const appraises = (category: string): boolean =>
    holds(document.categories, category) && document.categories?.[category]?.special === "social-appraisal";
  return eachField({ ...document, access: { ...stated, roles } }, (field) => {
    if (field.kind !== "free-text") return field;
    if (appraises(field.category)) return { ...field, kind: "closed-list" };
    return { ...field, moderator: holds(roles, field.moderator ?? "") ? (field.moderator ?? role) : role };
  });
}

/** Times and authors that nobody types in; what is provided for happens. */
function trusted(document: ProcessingDocument): ProcessingDocument {
  const { accuracy, timers } = document;
  return {
    ...document,
    ...(accuracy === undefined ? {} : { accuracy: { ...accuracy, clock: { source: "server", synchronised: true }, actor: "session" } }),
    ...(timers === undefined ? {} : { timers: each(timers, (one) => ({ ...one, applied: true })) }),
  };
}

/** Times come from the clock; where a device records, an author comes from the session. */
function bound(document: ProcessingDocument): ProcessingDocument {
  const [into] = names(document.records);
  const timed = eachField(document, (field) => (field.kind === "instant" ? { ...field, boundTo: "clock" } : field));
  if (typeof document.capture !== "object" || document.capture.devices.length === 0) return timed;
  const fields = fieldsOf(timed).map(({ field }) => field);
  const [model] = fields;
  if (model === undefined) return timed;
  const { category, origins, purposes } = model;
  const at: FieldDocument = { category, origins, purposes, kind: "instant", boundTo: "clock" };
  const by: FieldDocument = { category, origins, purposes, kind: "identifier", boundTo: "actor" };
  const more = {
    ...(fields.some(({ boundTo }) => boundTo === "clock") ? {} : { takenAt: at }),
    ...(fields.some(({ boundTo }) => boundTo === "actor") ? {} : { takenBy: by }),
  };
  return { ...timed, records: each(timed.records, (one, id) => (id === into ? { ...one, fields: { ...one.fields, ...more } } : one)) };
}
