/** Fixes of section VIII: retention. */
import { period } from "@favorable/core";
import type { ProcessingDocument, RetentionBound, RetentionDocument } from "@favorable/processing";
import { basesOf, entries, holds, logCategories, retentionsOf } from "../facts.ts";
import { longer, longest, readPeriod } from "../periods.ts";
import { says } from "../rules/words.ts";
import { each, eachBasis, names, withRecords } from "./edit.ts";
import { category, DAY, reason, retention, todo } from "./examples.ts";
import { collect, type Fixes } from "./fix.ts";

const LIFE = period("P75Y");

/** What shows that something was destroyed. */
const record = { reference: "<record of destruction>", on: DAY };
const ended = todo("l'événement qui met fin à la conservation", "the event that ends retention");

/** One policy for each category, with an end and a start. */
function bounded(document: ProcessingDocument): ProcessingDocument {
  const whole = names(document.categories).length > 0 ? document : { ...document, categories: { contact: category } };
  const taken = new Set<string>();
  const policies = Object.fromEntries(
    entries(whole.retention).flatMap(([id, one]): readonly (readonly [string, RetentionDocument])[] => {
      const categories = one.categories.filter((name) => !taken.has(name));
      for (const name of categories) taken.add(name);
      const stated = readPeriod(one.maximum?.period);
      const forever = (length: string | undefined): boolean => {
        const own = readPeriod(length);
        return own !== undefined && longer(own, LIFE) && one.reference === undefined;
      };
      const endless = forever(one.maximum?.period) || (stated === undefined && one.maximum?.event === undefined);
      return categories.length === 0
        ? []
        : [
            [
              id,
              {
                ...one,
                categories,
                ...(one.archive !== undefined && forever(one.archive.period) ? { archive: { ...one.archive, period: "P3Y" } } : {}),
                maximum: endless ? { period: "P1Y" } : (one.maximum ?? {}),
                start: one.start ?? { kind: "last-activity" },
              },
            ],
          ];
    }),
  );
  const left = names(whole.categories).filter((name) => !taken.has(name));
  return withEvents({
    ...whole,
    retention: { ...policies, ...Object.fromEntries(left.map((name) => [`${name}Period`, { ...retention, categories: [name] }] as const)) },
  });
}

/** The document with each event that a period ends with. */
function withEvents(document: ProcessingDocument): ProcessingDocument {
  const wanted = entries(document.retention).flatMap(([, one]) => [one.minimum?.event ?? [], one.maximum?.event ?? []].flat());
  const missing = wanted.filter((event) => !holds(document.events, event));
  if (missing.length === 0) return document;
  return { ...document, events: { ...document.events, ...Object.fromEntries(missing.map((event) => [event, { label: ended }] as const)) } };
}

/** The category of the logs, with a policy of its own. */
function logged(document: ProcessingDocument): { readonly document: ProcessingDocument; readonly policies: ReadonlySet<string> } {
  const own = logCategories(document);
  const [id = "accessLogs"] = own;
  const declared = holds(document.categories, id)
    ? document
    : {
        ...document,
        categories: { ...document.categories, [id]: { label: todo("journal des accès", "access log"), kind: "access-log" as const } },
        logs: { ...document.logs, category: id },
      };
  const uncovered = logCategories(declared).filter((name) => retentionsOf(declared, name).length === 0);
  const whole =
    uncovered.length === 0
      ? declared
      : { ...declared, retention: { ...declared.retention, logs: { categories: uncovered, justification: reason } } };
  const paths = logCategories(whole).flatMap((name) => retentionsOf(whole, name).map(({ path }) => path.replace("retention.", "")));
  return { document: whole, policies: new Set(paths) };
}

/** A duty that ends on a day ends with an event of that day, on which a retention can hang. */
function dutyEnds(document: ProcessingDocument): ProcessingDocument {
  const day = basesOf(document).flatMap(({ basis }) => (basis.kind === "legal-obligation" ? (basis.until ?? []) : []))[0];
  const named = basesOf(document).some(({ basis }) => basis.endEvent !== undefined);
  if (day === undefined || named) return document;
  const ending = eachBasis(document, (one) =>
    one.kind === "legal-obligation" && one.until === day ? { ...one, endEvent: "endOfDuty" } : one,
  );
  return { ...ending, events: { ...ending.events, endOfDuty: { label: todo("fin de l'obligation", "end of the duty"), on: day } } };
}

/** The logs live until the duty ends; without one, as long as the longest of the data. */
function floored(given: ProcessingDocument): ProcessingDocument {
  const { document, policies } = logged(dutyEnds(bounded(given)));
  const duty = basesOf(document).flatMap(({ basis }) => (basis.kind === "legal-obligation" ? (basis.endEvent ?? []) : []))[0];
  const data = entries(document.retention).flatMap(([id, one]) => (policies.has(id) ? [] : [one]));
  const periods = data.flatMap((one) => readPeriod(one.maximum?.period) ?? []);
  // Data that end on an event, or a duty whose day is known, may outlive the event itself.
  const hang = data.some(({ start, maximum }) => start?.kind === "event" || maximum?.event !== undefined);
  const known = duty !== undefined && (hang || document.events?.[duty]?.on !== undefined);
  const most: RetentionBound = { period: longest(periods) ?? "P6M" };
  const end: RetentionBound = duty === undefined ? most : { event: duty, ...most };
  const term: RetentionBound = duty === undefined || known ? end : { event: duty };
  return withEvents({
    ...document,
    retention: each(document.retention, (one, id) =>
      policies.has(id) ? { ...one, minimum: term, maximum: end, justification: one.justification ?? reason } : one,
    ),
  });
}

/** The logs can only grow, and nobody has a right to change them. */
function immutable(given: ProcessingDocument): ProcessingDocument {
  const document = floored(given);
  const { policies } = logged(document);
  const logs = logCategories(document);
  return {
    ...document,
    logs: { ...document.logs, store: "append-only-witnessed", ...(document.logs?.mayChange === undefined ? {} : { mayChange: "nobody" }) },
    ...(document.access === undefined
      ? {}
      : { access: { ...document.access, immutable: [...new Set([...(document.access.immutable ?? []), ...logs])] } }),
    retention: each(document.retention, (one, id) => (policies.has(id) ? { ...one, immutable: true } : one)),
  };
}

/** The published period, or the reason for another; the list of a campaign goes with the campaign. */
function published(document: ProcessingDocument): ProcessingDocument {
  const whole = bounded(document);
  const kinds = (one: RetentionDocument): readonly (string | undefined)[] => one.categories.map((id) => whole.categories?.[id]?.kind);
  return withEvents({
    ...whole,
    retention: each(whole.retention, (one) => {
      const stated = { ...one, justification: one.justification ?? reason };
      if (kinds(one).includes("campaign-list")) return { ...stated, maximum: { event: "campaignEnd" } };
      // Images have the shortest of the published periods: no need is enough to keep them longer.
      if (kinds(one).includes("cctv")) {
        const { archive: _, exceptions: __, ...held } = stated;
        return { ...held, minimum: {}, maximum: { period: "P30D" } };
      }
      return kinds(one).includes("working-time") ? { ...stated, maximum: { period: "P5Y" } } : stated;
    }),
  });
}

/** What is kept past its active use goes to an archive that a role answers for. */
function archived(document: ProcessingDocument): ProcessingDocument {
  const roles = names(document.access?.roles).slice(0, 1);
  const whole = entries(document.retention).length > 0 ? document : bounded(withRecords(document));
  return {
    ...whole,
    retention: each(whole.retention, (one) => {
      const active = one.activeFor ?? one.maximum?.period ?? "P1Y";
      const archive = { roles: roles.length > 0 ? roles : ["<role>"], period: one.archive?.period ?? one.maximum?.period ?? "P1Y" };
      const kept = (one.archive?.roles ?? []).length > 0;
      return { ...one, activeFor: active, ...(active === one.maximum?.period || kept ? {} : { archive }) };
    }),
  };
}

export const retentionFixes: Fixes = {
  "ret-defined-per-category": {
    declaration: { retention: { "*": { start: { kind: "last-activity" }, maximum: { period: "P1Y" } }, contactPeriod: retention } },
    adapt: bounded,
  },
  "ret-anchored-justified": {
    declaration: { retention: { "*": { justification: reason }, contactPeriod: retention } },
    adapt: (document) => {
      const whole = entries(document.retention).length > 0 ? document : bounded(document);
      return { ...whole, retention: each(whole.retention, (one) => (says(one.justification) ? one : { ...one, justification: reason })) };
    },
  },
  "ret-doctrine-cap": {
    declaration: { retention: { "*": { justification: todo("le motif de l'écart", "the reason for the difference") } } },
    adapt: published,
  },
  "ret-log-floor": {
    declaration: {
      events: { endOfDuty: { label: todo("fin de l'obligation", "end of the duty") } },
      retention: {
        "<logs>": {
          categories: ["<logs>"],
          minimum: { event: "endOfDuty" },
          maximum: { event: "endOfDuty", period: "P3M" },
          justification: reason,
        },
      },
    },
    adapt: floored,
  },
  "ret-log-immutable": {
    ...collect("log"),
    declaration: {
      access: { immutable: ["<logs>"] },
      logs: { store: "append-only-witnessed", category: "<logs>" },
      retention: { "<logs>": { immutable: true } },
    },
    adapt: immutable,
  },
  "ret-no-overdue-records": collect("ages"),
  "ret-automatic-purge": {
    ...collect("purges"),
    declaration: { purge: { automatic: true, every: "P1D", followsShortening: true } },
    adapt: (document) => ({
      ...document,
      purge: { ...document.purge, automatic: true, every: "P1D", followsShortening: true, lengtheningNeedsReview: true },
      ...(typeof document.security?.backups === "object" && document.security.backups.erasure === "never"
        ? { security: { ...document.security, backups: { ...document.security.backups, erasure: "by-rotation" as const } } }
        : {}),
    }),
  },
  "ret-copies-removed": collect("obligations"),
  "ret-erasure-evidence": {
    ...collect("purges"),
    declaration: { filingSystems: { "*": { destroyed: { evidence: record } } } },
    adapt: (given) => {
      const document = given.purge === undefined ? given : { ...given, purge: { ...given.purge, evidence: true } };
      return document.filingSystems === undefined
        ? document
        : {
            ...document,
            filingSystems: each(document.filingSystems, (one) =>
              one.destroyed?.evidence === "none" ? { ...one, destroyed: { ...one.destroyed, evidence: record } } : one,
            ),
          };
    },
  },
  "ret-archive-separated": {
    declaration: { retention: { "*": { activeFor: "P1Y", archive: { roles: ["<role>"], period: "P3Y" } } } },
    adapt: archived,
  },
};
