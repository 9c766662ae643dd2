/** @jsxRuntime automatic @jsxImportSource hono/jsx */
/** The answer as a page that a person can read. */
import { PrivacyError, toBase64, utf8 } from "@favorable/core";
import { sha256 } from "@noble/hashes/sha2.js";
import { raw } from "hono/html";
import type { JSX } from "hono/jsx/jsx-runtime";
import type { AccessPackage, PackageRecord } from "../disclosure/access-package.ts";
import { day } from "../notices/said.ts";
import { labelled } from "../register/sheet.ts";
import { STYLE } from "./style.ts";
import { AccessTable, asWords, RecordTables, Table, textIn } from "./tables.tsx";
import { BASES, OTHERS, type PackageLanguage, WORDS, type Word } from "./words.ts";

/**
 * Writes an answer as one HTML page: no script, font, image or request; every value is escaped; headings, tables and their heads are marked for screen
 * readers; light and dark, screen and paper.
 *
 * @throws `LANGUAGE_UNKNOWN`
 */
export function packageHtml(answer: AccessPackage, language: PackageLanguage): string {
  if (language !== "fr" && language !== "en") throw new PrivacyError("LANGUAGE_UNKNOWN", "answers are written in fr or en");
  return `<!doctype html>\n${String(<Page answer={answer} language={language} />)}\n`;
}

const Page = ({ answer, language }: { answer: AccessPackage; language: PackageLanguage }): JSX.Element => {
  const word = (key: Word): string => WORDS[key][language];
  const portability = answer.kind === "portability";
  const title = word(portability ? "portability" : "title");
  const sections = (["data", "purposes", "recipients", "periods", "accesses", "withheld", "decisions", "rights"] as const).filter(
    (id) => (id !== "accesses" || answer.accesses !== undefined) && (id !== "withheld" || answer.withheld.length > 0),
  );
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta
          http-equiv="Content-Security-Policy"
          content={`default-src 'none'; style-src 'sha256-${toBase64(sha256(utf8(STYLE)))}'; base-uri 'none'; form-action 'none'`}
        />
        <meta name="referrer" content="no-referrer" />
        <meta name="robots" content="noindex" />
        <title>{title}</title>
        <style>{raw(STYLE)}</style>
      </head>
      <body>
        <a class="skip" href="#data">
          {word("skip")}
        </a>
        <header>
          <h1>{title}</h1>
          <p>{word(portability ? "portableLead" : "lead")}</p>
          <dl>
            <dt>{word("request")}</dt>
            <dd>{answer.request}</dd>
            <dt>{word("asOf")}</dt>
            <dd>
              <time datetime={answer.asOf}>{day(answer.asOf, language)}</time>
            </dd>
            <dt>{word("controller")}</dt>
            <dd>{textIn(answer.controller.name, language)}</dd>
            <dt>{word("contact")}</dt>
            <dd>{textIn(answer.controller.contact, language)}</dd>
          </dl>
          <nav aria-label={word("contents")}>
            <ul>
              {sections.map((id) => (
                <li>
                  <a href={`#${id}`}>{word(id)}</a>
                </li>
              ))}
            </ul>
          </nav>
        </header>
        <main>
          {sections.map((id) => (
            <div>
              <h2 id={id}>{word(id)}</h2>
              <Section id={id} answer={answer} language={language} />
            </div>
          ))}
        </main>
      </body>
    </html>
  );
};

type SectionId = "data" | "purposes" | "recipients" | "periods" | "accesses" | "withheld" | "decisions" | "rights";

const Section = ({ id, answer, language }: { id: SectionId; answer: AccessPackage; language: PackageLanguage }): JSX.Element => {
  const word = (key: Word): string => WORDS[key][language];
  const text = (of: Parameters<typeof textIn>[0], otherwise?: string): string => textIn(of, language, otherwise);
  switch (id) {
    case "data":
      return (
        <>
          {answer.records.length === 0 && <p>{word("none")}</p>}
          {answer.records.map((record) => (
            <RecordTables record={record} answer={answer} language={language} />
          ))}
          {answer.notHeld.length > 0 && (
            <>
              <h3>{word("notHeld")}</h3>
              <ul>
                {answer.notHeld.map(({ record, label, fields }) => (
                  <li>
                    {labelled(
                      language,
                      text(label, asWords(record)),
                      fields.map((field) => text(field.label, asWords(field.name))).join(", "),
                    )}
                  </li>
                ))}
              </ul>
            </>
          )}
        </>
      );
    case "purposes":
      return (
        <Table
          name={word("purposes")}
          heads={[word("purpose"), word("bases")]}
          rows={answer.purposes.map(({ id: purpose, statement, bases }) => [
            text(statement, purpose),
            bases.map((basis) => basisText(basis, language)).join(" ; "),
          ])}
        />
      );
    case "recipients":
      if (answer.recipients.length === 0) return <p>{word("noRecipients")}</p>;
      return (
        <ul>
          {answer.recipients.map(({ id: recipient = "", name, thirdCountry, received }) => (
            <li>
              {text(name, asWords(recipient))}
              {received === true && ` (${word("received")})`}
              {thirdCountry !== undefined && ` – ${word("thirdCountry")} : ${text(thirdCountry.name)} (${text(thirdCountry.safeguards)})`}
            </li>
          ))}
        </ul>
      );
    case "periods":
      return (
        <Table
          name={word("periods")}
          heads={[word("category"), word("period")]}
          rows={answer.periods.map(({ category, label, period }) => [text(label, category), text(period)])}
        />
      );
    case "accesses": {
      const { toData = [], ownActs = [] } = answer.accesses ?? {};
      return (
        <>
          {toData.length === 0 ? (
            <p>{word("noAccesses")}</p>
          ) : (
            <AccessTable name={word("accesses")} accesses={toData} answer={answer} language={language} />
          )}
          {ownActs.length > 0 && <AccessTable name={word("ownActs")} accesses={ownActs} answer={answer} language={language} />}
        </>
      );
    }
    case "withheld":
      return (
        <>
          <p>{withheldLead(answer, language)}</p>
          <ul>
            {answer.withheld.map(({ record, row, field }) => (
              <li>
                {labelled(
                  language,
                  `${text(recordOf(answer, record)?.label, asWords(record))}, ${word("entry").toLowerCase()} ${row + 1}`,
                  field === undefined ? word("wholeRow") : text(fieldOf(answer, record, field)?.label, asWords(field)),
                )}
              </li>
            ))}
          </ul>
        </>
      );
    case "decisions":
      if (answer.automatedDecisions === undefined) return <p>{word("decisionsNotStated")}</p>;
      return <p>{answer.automatedDecisions === "none" ? word("noDecisions") : text(answer.automatedDecisions)}</p>;
    case "rights":
      return (
        <p>
          {word("rightsLead")} {text(answer.authority)}
        </p>
      );
  }
};

function recordOf({ records }: AccessPackage, name: string): PackageRecord | undefined {
  return records.find(({ record }) => record === name);
}

function fieldOf(answer: AccessPackage, record: string, name: string): PackageRecord["fields"][number] | undefined {
  return recordOf(answer, record)?.fields.find((field) => field.name === name);
}

function withheldLead({ kind, regime }: AccessPackage, language: PackageLanguage): string {
  const article = OTHERS[kind][regime]?.[language];
  return `${WORDS.withheldLead[language]}${article === undefined ? "" : ` (${article})`}.`;
}

function basisText(
  { kind, from, until, reference }: AccessPackage["purposes"][number]["bases"][number],
  language: PackageLanguage,
): string {
  const article = reference?.article === undefined ? "" : `, art. ${reference.article}`;
  const parts = [
    BASES[kind][language],
    ...(reference === undefined ? [] : [`(${reference.text}${article})`]),
    ...(from === undefined ? [] : [WORDS.from[language], day(from, language)]),
    ...(until === undefined ? [] : [WORDS.until[language], day(until, language)]),
  ];
  return parts.join(" ");
}
