/** Edits of documents: those that what was approved covers, and those that go back to review. */
import type { Draft } from "./register.ts";

const SCOPES = ["all", "tenant", "own-unit", "case-load", "own-record"] as const;
const ACTIONS = ["read", "add", "modify", "delete", "extract"] as const;
const RIGHTS = ["controller", "rights", "retention", "recipients", "source"] as const;

/** Picks among what is there, by a random number. */
type Pick = <T>(from: readonly T[]) => T | undefined;
/** One edit; it does nothing where it finds nothing to edit. */
export type Edit = readonly [name: string, (draft: Draft, pick: Pick) => void];

const values = <T>(map: Readonly<Record<string, T>> | undefined): T[] => Object.values(map ?? {});
const keys = (map: object | undefined): string[] => Object.keys(map ?? {});
const fieldsOf = (draft: Draft) => values(draft.records).flatMap(({ fields }) => values(fields));
const drop = <T>(list: T[] | undefined, one: T | undefined): void => {
  const at = list === undefined || one === undefined ? -1 : list.indexOf(one);
  if (at !== -1) list?.splice(at, 1);
};
const add = <T>(list: T[] | undefined, one: T | undefined): void => {
  if (list !== undefined && one !== undefined && !list.includes(one)) list.push(one);
};
const months = (text: string | undefined): number | undefined => {
  const found = /^P(\d+)M$/.exec(text ?? "")?.[1];
  return found === undefined ? undefined : Number(found);
};
const period = (count: number): string => `P${count}M`;

/** Edits that what was approved covers. */
export const narrowing: readonly Edit[] = [
  [
    "a field goes",
    (d, pick) => {
      const record = pick(values(d.records));
      const name = pick(keys(record?.fields));
      if (record === undefined || name === undefined) return;
      delete (record.fields as Record<string, unknown>)[name];
      const id = `${keys(d.records).find((one) => d.records?.[one] === record)}.${name}`;
      for (const rule of d.originRules ?? []) drop(rule.keeps, id);
      for (const link of values(d.links)) drop(link.carries, id);
    },
  ],
  [
    "a field's purpose goes",
    (d, pick) => {
      const field = pick(fieldsOf(d));
      drop(field?.purposes, pick(field?.purposes ?? []));
    },
  ],
  [
    "a field's origin goes",
    (d, pick) => {
      const field = pick(fieldsOf(d));
      drop(field?.origins, pick(field?.origins ?? []));
    },
  ],
  [
    "a cell is emptied",
    (d, pick) => {
      const row = pick(values(d.access?.grants));
      const cell = pick(keys(row));
      if (row && cell) row[cell] = "none";
    },
  ],
  [
    "an action goes",
    (d, pick) => {
      const cell = pick(values(pick(values(d.access?.grants))));
      if (Array.isArray(cell)) drop(cell, pick(cell));
    },
  ],
  [
    "a role's purpose goes",
    (d, pick) => {
      const role = pick(values(d.access?.roles));
      drop(role?.purposes, pick(role?.purposes ?? []));
    },
  ],
  [
    "a role goes",
    (d, pick) => {
      const name = pick(keys(d.access?.roles));
      if (name === undefined || d.access === undefined || fieldsOf(d).some(({ moderator }) => moderator === name)) return;
      delete (d.access.roles as Record<string, unknown>)[name];
      delete (d.access.grants as Record<string, unknown>)[name];
    },
  ],
  [
    "a subject goes",
    (d, pick) => {
      const name = pick(keys(d.subjects));
      if (name === undefined) return;
      delete (d.subjects as Record<string, unknown>)[name];
      for (const { population } of values(d.purposes)) drop(population, name);
      for (const { subjects } of values(d.records)) drop(subjects, name);
      for (const notice of values(d.notices)) for (const { reaches } of notice.channels) drop(reaches, name);
    },
  ],
  [
    "a recipient goes",
    (d, pick) => {
      const name = pick(keys(d.recipients));
      if (name !== undefined) delete (d.recipients as Record<string, unknown>)[name];
    },
  ],
  [
    "a link goes",
    (d, pick) => {
      const name = pick(keys(d.links));
      if (name !== undefined) delete (d.links as Record<string, unknown>)[name];
    },
  ],
  [
    "a recipient's category goes",
    (d, pick) => {
      const one = pick(values(d.recipients));
      drop(one?.categories, pick(one?.categories ?? []));
    },
  ],
  [
    "a cap is shortened",
    (d, pick) => {
      const bound = pick(values(d.retention))?.maximum;
      const count = months(bound?.period);
      if (bound && count !== undefined && count > 1) bound.period = period(count - 1);
    },
  ],
  [
    "a floor is lengthened",
    (d, pick) => {
      const bound = pick(values(d.retention))?.minimum;
      const count = months(bound?.period);
      if (bound && count !== undefined) bound.period = period(count + 3);
    },
  ],
  ["a mention comes", (d, pick) => add(pick(values(d.notices))?.mentions, pick(RIGHTS))],
  ["a category is made immutable", (d, pick) => add(d.access?.immutable, pick(keys(d.categories)))],
  [
    "a text is given for a field",
    (d, pick) => {
      const field = pick(fieldsOf(d));
      if (field && field.legalRef === undefined) field.legalRef = { text: "Law" };
    },
  ],
  [
    "a moderator comes",
    (d, pick) => {
      const field = pick(fieldsOf(d));
      const role = pick(keys(d.access?.roles));
      if (field && role && (field.moderator ?? "none") === "none") field.moderator = role;
    },
  ],
  [
    "a tenant's rows are narrowed",
    (d, pick) => {
      const role = pick(values(d.access?.roles));
      if (role && (role.rowScope === "all" || role.rowScope === "tenant"))
        role.rowScope = pick(["own-unit", "case-load", "own-record"] as const) ?? "own-unit";
    },
  ],
  [
    "a safeguard is turned on",
    (d, pick) => {
      const part = pick([d.security?.encryption, d.purge, d.rights]);
      if (part !== undefined)
        Object.assign(part, part === d.rights ? { ledger: true } : part === d.purge ? { followsShortening: true } : { atRest: true });
    },
  ],
  ["a log event comes", (d) => add(d.logs?.events, "refusal")],
];

/** Edits that go back to review; random documents may make one of them mean nothing. */
export const widening: readonly Edit[] = [
  [
    "a field comes",
    (d, pick) => {
      const record = pick(values(d.records));
      const category = pick(keys(d.categories));
      if (record && category) Object.assign(record.fields, { extra: { category, origins: [], purposes: [], kind: "text" } });
    },
  ],
  [
    "a field moves",
    (d, pick) => {
      const field = pick(fieldsOf(d));
      const category = pick(keys(d.categories));
      if (field && category) field.category = category;
    },
  ],
  ["a field's purpose comes", (d, pick) => add(pick(fieldsOf(d))?.purposes, pick(keys(d.purposes)))],
  ["a field's origin comes", (d, pick) => add(pick(fieldsOf(d))?.origins, pick(keys(d.origins)))],
  [
    "a cell is filled",
    (d, pick) => {
      const row = pick(values(d.access?.grants));
      const cell = pick(keys(row));
      if (row && cell) row[cell] = "all";
    },
  ],
  [
    "an action comes",
    (d, pick) => {
      const cell = pick(values(pick(values(d.access?.grants))));
      if (Array.isArray(cell)) add(cell, pick(ACTIONS));
    },
  ],
  ["a role's purpose comes", (d, pick) => add(pick(values(d.access?.roles))?.purposes, pick(keys(d.purposes)))],
  [
    "a recipient comes",
    (d) => {
      Object.assign(d.recipients ?? {}, { press: { label: { en: "Press" }, purposes: [], categories: [] } });
    },
  ],
  ["a recipient's category comes", (d, pick) => add(pick(values(d.recipients))?.categories, pick(keys(d.categories)))],
  [
    "a cap is lengthened",
    (d, pick) => {
      const bound = pick(values(d.retention))?.maximum;
      const count = months(bound?.period);
      if (bound && count !== undefined) bound.period = period(count + 7);
    },
  ],
  [
    "a floor is shortened",
    (d, pick) => {
      const bound = pick(values(d.retention))?.minimum;
      const count = months(bound?.period);
      if (bound && count !== undefined && count > 5) bound.period = period(count - 5);
    },
  ],
  [
    "a moderator goes",
    (d, pick) => {
      const field = pick(fieldsOf(d));
      if (field) delete field.moderator;
    },
  ],
  [
    "a notice goes",
    (d, pick) => {
      const name = pick(keys(d.notices));
      if (name !== undefined) delete (d.notices as Record<string, unknown>)[name];
    },
  ],
  [
    "a mention goes",
    (d, pick) => {
      const notice = pick(values(d.notices));
      drop(notice?.mentions, pick(notice?.mentions ?? []));
    },
  ],
  [
    "a condition is loosened",
    (d, pick) => {
      const role = pick(values(d.access?.roles));
      if (role) role.rowScope = pick(SCOPES) ?? "all";
    },
  ],
  ["an immutable mark goes", (d, pick) => drop(d.access?.immutable, pick(d.access?.immutable ?? []))],
  [
    "a certificate goes",
    (d, pick) => {
      const origin = pick(values(d.origins));
      if (origin) delete origin.certifies;
    },
  ],
  [
    "a safeguard is turned off",
    (d) => {
      Object.assign(d.security?.encryption ?? {}, { atRest: false });
    },
  ],
  [
    "a rule of an origin goes",
    (d) => {
      if (d.originRules) d.originRules = [];
    },
  ],
];
