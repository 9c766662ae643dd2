/** @jsxRuntime automatic @jsxImportSource hono/jsx */
/** How persons exercise their rights, and the clock of each request that was seen. */
import type { JSX } from "hono/jsx/jsx-runtime";
import { RIGHTS } from "../exchange-words.ts";
import { requestLines } from "../facts/requests.ts";
import { label, longDate, periodWords, type Words } from "../language.ts";
import { RequestPicture } from "../pictures/requests.tsx";
import { CHECKS, kindName, STANDINGS, WAYS } from "../requests-words.ts";
import { idOf, type View } from "../view.ts";
import { DATA, FINDING, PARTS } from "../words.ts";
import { Part, Swatch, Wide } from "./shared.tsx";

/** The part on rights. */
export const Rights = ({ view, at }: { view: View; at: number }): JSX.Element => {
  const { lang, document, counted, asOf } = view;
  const { rights } = document;
  const requests = counted?.requests ?? [];
  const lines = requestLines(requests, asOf);
  if (rights === undefined && lines.length === 0)
    return <Part view={view} name="rights" at={at} title={PARTS.rights} lead={PARTS.nothing} />;
  return (
    <Part view={view} name="rights" at={at} title={PARTS.rights} lead={lines.length > 0 ? PARTS.rightsLead : PARTS.rightsPromise}>
      <dl class="facts">
        {declared(view).map(([name, words]) => (
          <div>
            <dt>{name[lang]}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      {lines.length > 0 && (
        <>
          <figure>
            <Wide label={RIGHTS.clock[lang]}>
              <RequestPicture requests={requests} asOf={asOf} lang={lang} id={idOf(view, "requests")} />
            </Wide>
            <ul class="key">
              {(["kept", "span", "late"] as const).map((name) => (
                <li>
                  <Swatch name={name} shape={name === "span" ? "thin" : "box"} />
                  {RIGHTS[name][lang]}
                </li>
              ))}
            </ul>
          </figure>
          <Wide label={PARTS.sameData[lang]}>
            <table class="plain">
              <caption class="vh">{PARTS.sameData[lang]}</caption>
              <thead>
                <tr>
                  {[RIGHTS.request, RIGHTS.received, RIGHTS.due, RIGHTS.answered, FINDING.state].map((head) => (
                    <th scope="col">{head[lang]}</th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {lines.map((line) => (
                  <tr>
                    <th scope="row">{`${line.number}. ${kindName(lang, line.kind)}`}</th>
                    <td>{longDate(lang, line.on)}</td>
                    <td>{`${longDate(lang, line.due)}${line.extended ? ` (${RIGHTS.extended[lang]})` : ""}`}</td>
                    <td>{line.answered === undefined ? "–" : longDate(lang, line.answered)}</td>
                    <td class={line.standing === "overdue" || line.standing === "answered-late" ? "state-overdue" : "state-within"}>
                      {STANDINGS[line.standing].whole[lang]}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Wide>
        </>
      )}
    </Part>
  );
};

/** The declared facts, each said or said to be missing. */
function declared({ document, lang }: View): readonly (readonly [Words, string])[] {
  const { rights } = document;
  const missing = DATA.unstated[lang];
  const words = (table: Readonly<Record<string, Words>>, ids: readonly string[]): string =>
    ids.map((id) => (Object.hasOwn(table, id) ? (table[id]?.[lang] ?? id) : id)).join(", ");
  const check = rights?.identityCheck;
  return [
    [RIGHTS.contact, rights?.contact === undefined ? missing : label(rights.contact, lang, missing)],
    [RIGHTS.ways, rights?.channels === undefined ? missing : words(WAYS, rights.channels)],
    [RIGHTS.answerWithin, rights?.answerWithin === undefined ? missing : periodWords(lang, rights.answerWithin)],
    [RIGHTS.check, check === undefined ? missing : check === "none" ? RIGHTS.none[lang] : words(CHECKS, check)],
    [
      RIGHTS.rights,
      rights?.means === undefined
        ? missing
        : Object.keys(rights.means)
            .map((kind) => kindName(lang, kind))
            .join(", "),
    ],
  ];
}
