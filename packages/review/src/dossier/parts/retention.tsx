/** @jsxRuntime automatic @jsxImportSource hono/jsx */
/** How long things are kept, drawn and tabled. */
import type { CalendarDate } from "@favorable/core";
import type { JSX } from "hono/jsx/jsx-runtime";
import { findingWords, kindWords, ruleWords } from "../facts/keeping-words.ts";
import { type Keeping, keepings } from "../facts/retention.ts";
import { count, shortDate } from "../language.ts";
import { TimelinePicture } from "../pictures/timeline.tsx";
import { idOf, type View } from "../view.ts";
import { DATA, PARTS } from "../words.ts";
import { Names, Part, Swatch, Wide } from "./shared.tsx";

const KEY = [
  ["kept", "kept"],
  ["span", "timeLeft"],
  ["floor", "floor"],
  ["late", "late"],
  ["hatch", "unstated"],
] as const;

/** The part on retention. */
export const Retention = ({ view, at }: { view: View; at: number }): JSX.Element => {
  const { lang, document, counted, asOf } = view;
  const lines = keepings(document, counted, asOf);
  if (lines.length === 0) return <Part view={view} name="retention" at={at} title={PARTS.retention} lead={PARTS.nothing} />;
  const seen = lines.some((line) => line.oldest !== undefined || line.overdue !== undefined);
  return (
    <Part view={view} name="retention" at={at} title={PARTS.retention} lead={seen ? PARTS.retentionLead : PARTS.retentionPromise}>
      <figure>
        <Wide label={PARTS.retention[lang]}>
          <TimelinePicture lines={lines} document={document} asOf={asOf} lang={lang} id={idOf(view, "timeline")} />
        </Wide>
        <ul class="key">
          {KEY.filter(([name]) => isDrawn(name, lines, asOf)).map(([name, word]) => (
            <li>
              <Swatch name={name} shape={name === "span" ? "thin" : "box"} />
              {DATA[word][lang]}
            </li>
          ))}
        </ul>
      </figure>
      <Wide label={PARTS.sameData[lang]}>
        <table class="plain retention">
          <caption class="vh">{PARTS.sameData[lang]}</caption>
          <thead>
            <tr>
              <th scope="col">{DATA.data[lang]}</th>
              <th scope="col">{DATA.declaredPeriod[lang]}</th>
              <th scope="col">{DATA.oldest[lang]}</th>
              <th scope="col">{DATA.end[lang]}</th>
              <th scope="col">{DATA.finding[lang]}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr>
                <th scope="row">
                  <Names names={line.names} lang={lang} />
                  {line.kind !== "data" && ` (${kindWords(lang, line)})`}
                </th>
                <td>{ruleWords(lang, line, document)}</td>
                <td>{oldest(line, view)}</td>
                <td>{ends(line, view)}</td>
                <td class={`state-${line.state}`}>{findingWords(lang, line)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </Part>
  );
};

function oldest(line: Keeping, { lang }: View): string {
  if (line.oldest === undefined) return "–";
  return line.held === undefined ? shortDate(lang, line.oldest) : `${shortDate(lang, line.oldest)} (${count(lang, line.held)})`;
}

function ends(line: Keeping, { lang }: View): string {
  const floor = line.floor === undefined ? "" : `${DATA.keepUntil[lang]} ${shortDate(lang, line.floor)}`;
  const cap = line.cap === undefined ? "" : `${DATA.deleteAfter[lang]} ${shortDate(lang, line.cap)}`;
  return [floor, cap].filter((part) => part !== "").join(", ") || "–";
}

/** A key names what the picture shows, and no more. */
function isDrawn(name: (typeof KEY)[number][0], lines: readonly Keeping[], asOf: CalendarDate): boolean {
  return lines.some((line) => {
    if (name === "kept") return line.oldest !== undefined;
    if (name === "span") return line.cap !== undefined && line.cap > asOf;
    if (name === "floor") return (line.floor !== undefined && line.floor > asOf) || line.openFloor;
    return line.state === (name === "late" ? "overdue" : "unstated");
  });
}
