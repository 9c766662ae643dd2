/** Widenings told in plain words: what a reader of both documents would point at, written without the comparison it is held against. */
import type { Draft } from "./register.ts";

type Look = (before: Draft, after: Draft) => readonly string[];

const fields = (d: Draft) =>
  Object.entries(d.records ?? {}).flatMap(([record, one]) =>
    Object.entries(one.fields).map(([name, field]) => [`${record}.${name}`, field] as const),
  );
const newOnes = (before: readonly string[], after: readonly string[]): string[] => after.filter((one) => !before.includes(one));
const count = (text: string | undefined): number => Number(/^P(\d+)M$/.exec(text ?? "")?.[1] ?? Number.NaN);

/** `role may action field`, spelt out for every field. */
function may(d: Draft): string[] {
  const { access } = d;
  return fields(d).flatMap(([name, { category }]) =>
    Object.keys(access?.roles ?? {}).flatMap((role) => {
      const cell = access?.grants[role]?.[category];
      const actions = cell === "none" || cell === undefined ? [] : cell === "all" ? (access?.actions ?? []) : cell;
      return actions
        .filter((action) => !((action === "modify" || action === "delete") && access?.immutable?.includes(category) === true))
        .map((action) => `${role} may ${action} ${name}`);
    }),
  );
}

const looks: readonly Look[] = [
  (b, a) => newOnes(may(b), may(a)),
  (b, a) =>
    newOnes(
      fields(b).flatMap(([name, one]) => one.purposes.map((purpose) => `${name} for ${purpose}`)),
      fields(a).flatMap(([name, one]) => one.purposes.map((purpose) => `${name} for ${purpose}`)),
    ),
  (b, a) =>
    newOnes(
      fields(b).flatMap(([name, one]) => one.origins.map((origin) => `${name} from ${origin}`)),
      fields(a).flatMap(([name, one]) => one.origins.map((origin) => `${name} from ${origin}`)),
    ),
  (b, a) => {
    const got = (d: Draft) =>
      Object.entries(d.recipients ?? {}).flatMap(([who, { categories }]) =>
        fields(d)
          .filter(([, { category }]) => categories.includes(category))
          .map(([name]) => `${who} gets ${name}`),
      );
    return newOnes(got(b), got(a));
  },
  (b, a) => newOnes(Object.keys(b.recipients ?? {}), Object.keys(a.recipients ?? {})),
  (b, a) => {
    const rows = (d: Draft) => new Map(Object.entries(d.access?.roles ?? {}).map(([role, { rowScope }]) => [role, rowScope]));
    return [...rows(a)]
      .filter(([role, scope]) => rows(b).has(role) && scope === "all" && rows(b).get(role) !== "all")
      .map(([role]) => `${role} sees every row`);
  },
  (b, a) => {
    const caps = (d: Draft) =>
      new Map(
        fields(d).map(([name, { category }]) => [
          name,
          Object.values(d.retention ?? {}).filter(({ categories }) => categories.includes(category)),
        ]),
      );
    return [...caps(a)].flatMap(([name, entries]) => {
      const [was, is] = [caps(b).get(name)?.[0], entries[0]];
      if (was === undefined || is === undefined) return [];
      return [
        ...(count(is.maximum?.period) > count(was.maximum?.period) ? [`${name} kept longer`] : []),
        ...(count(is.minimum?.period) < count(was.minimum?.period) ? [`${name} kept less long than it must`] : []),
      ];
    });
  },
  (b, a) =>
    fields(a)
      .filter(
        ([name, { moderator }]) =>
          moderator === undefined && fields(b).some(([other, one]) => other === name && one.moderator !== undefined),
      )
      .map(([name]) => `${name} not moderated`),
  (b, a) => {
    const told = (d: Draft) =>
      Object.values(d.notices ?? {}).flatMap(({ channels, mentions = [] }) =>
        channels.flatMap(({ kind, reaches }) =>
          reaches.flatMap((who) => [`${who} by ${kind}`, ...mentions.map((mention) => `${who} of ${mention}`)]),
        ),
      );
    return newOnes(told(a), told(b)).filter((one) => Object.keys(a.subjects ?? {}).includes(one.split(" ")[0] ?? ""));
  },
  (b, a) => Object.keys(a.origins ?? {}).filter((one) => b.origins?.[one]?.certifies === true && a.origins?.[one]?.certifies !== true),
  (b, a) => (b.security?.encryption?.atRest === true && a.security?.encryption?.atRest !== true ? ["not encrypted at rest"] : []),
  (b, a) => {
    const special = (d: Draft) => new Map(fields(d).map(([name, { category }]) => [name, d.categories?.[category]?.special]));
    return [...special(a)]
      .filter(([name, one]) => one === undefined && special(b).get(name) !== undefined)
      .map(([name]) => `${name} no special category any more`);
  },
];

/** Everything a reader would point at. */
export function widened(before: Draft, after: Draft): readonly string[] {
  return looks.flatMap((look) => look(before, after));
}
