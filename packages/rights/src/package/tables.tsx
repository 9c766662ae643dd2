/** @jsxRuntime automatic @jsxImportSource hono/jsx */
/** The parts of the page that are tables. */
import type { JsonValue } from "@favorable/core";
import type { Text } from "@favorable/fields";
import type { Child } from "hono/jsx";
import type { JSX } from "hono/jsx/jsx-runtime";
import type { AccessPackage, PackageRecord } from "../disclosure/access-package.ts";
import type { DisclosedAccess } from "../disclosure/accesses.ts";
import { type PackageLanguage, WORDS } from "./words.ts";

/** A text in the language, else in the other one. */
export function textIn(text: Text | undefined, language: PackageLanguage, otherwise = ""): string {
  return text?.[language] ?? text?.fr ?? text?.en ?? otherwise;
}

/** An identifier as words, for what has no label: `staffNumber` as `Staff number`. */
export function asWords(name: string): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/[._-]+/g, " ")
    .trim()
    .toLowerCase();
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}

/** A table that a keyboard can scroll sideways. */
export const Table = ({
  name,
  heads,
  rows,
}: {
  name: string;
  heads: readonly string[];
  rows: readonly (readonly Child[])[];
}): JSX.Element => (
  // A region that scrolls takes the focus, so that the arrow keys reach what is cut off.
  <section class="scroll" tabindex={0} aria-label={name}>
    <table>
      <caption>{name}</caption>
      <thead>
        <tr>
          {heads.map((head) => (
            <th scope="col">{head}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([first, ...others]) => (
          <tr>
            <th scope="row">{first}</th>
            {others.map((cell) => (
              <td>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);

/** The rows of one record, each a table of its own: a person reads down, not across thirty columns. */
export const RecordTables = ({
  record,
  answer,
  language,
}: {
  record: PackageRecord;
  answer: AccessPackage;
  language: PackageLanguage;
}): JSX.Element => {
  const title = textIn(record.label, language, asWords(record.record));
  const origin = (id: string): string => textIn(answer.origins.find((one) => one.id === id)?.label, language, id);
  const category = (id: string): string => textIn(answer.periods.find((one) => one.category === id)?.label, language, id);
  return (
    <>
      <h3>{title}</h3>
      {record.rows.map((row, at) => (
        <Table
          name={`${title} – ${WORDS.entry[language]} ${at + 1}`}
          heads={[WORDS.field[language], WORDS.value[language], WORDS.category[language], WORDS.cameFrom[language]]}
          rows={record.fields.flatMap((field) => {
            const value = row.values[field.name];
            if (value === undefined) return [];
            const from = row.origin === undefined ? field.origins : [row.origin];
            return [
              [
                textIn(field.label, language, asWords(field.name)),
                shown(value, language),
                category(field.category),
                from.map(origin).join(", "),
              ],
            ];
          })}
        />
      ))}
    </>
  );
};

/** Accesses, one a line. */
export const AccessTable = ({
  name,
  accesses,
  answer,
  language,
}: {
  name: string;
  accesses: readonly DisclosedAccess[];
  answer: AccessPackage;
  language: PackageLanguage;
}): JSX.Element => (
  <Table
    name={name}
    heads={[WORDS.when[language], WORDS.role[language], WORDS.purpose[language], WORDS.event[language]]}
    rows={accesses.map(({ at, role = "", purpose = "", type }) => [
      at.slice(0, 16).replace("T", " "),
      role,
      textIn(answer.purposes.find(({ id }) => id === purpose)?.statement, language, purpose),
      type,
    ])}
  />
);

function shown(value: JsonValue, language: PackageLanguage): Child {
  if (value === null || value === "") return <span class="muted">{WORDS.empty[language]}</span>;
  if (typeof value === "boolean") return WORDS[value ? "yes" : "no"][language];
  return typeof value === "object" ? <pre>{JSON.stringify(value, null, 1)}</pre> : String(value);
}
