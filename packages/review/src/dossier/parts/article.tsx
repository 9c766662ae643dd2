/** @jsxRuntime automatic @jsxImportSource hono/jsx */
/** The whole file in one language. */
import type { JSX } from "hono/jsx/jsx-runtime";
import { flowOf } from "../facts/flow.ts";
import { inState, remarks as remarksOf } from "../facts/opinion.ts";
import type { Words } from "../language.ts";
import { idOf, type View } from "../view.ts";
import { HEAD, PARTS } from "../words.ts";
import { Access } from "./access.tsx";
import { Evidence } from "./evidence.tsx";
import { Facts, Tally, Title, Verdict } from "./head.tsx";
import { Links } from "./links.tsx";
import { Notices } from "./notices.tsx";
import { Purposes } from "./purposes.tsx";
import { Missing, Questions, Remarks } from "./remarks.tsx";
import { Retention } from "./retention.tsx";
import { Rights } from "./rights.tsx";
import { Rules } from "./rules.tsx";
import { Foot, Signature } from "./signature.tsx";

interface Entry {
  readonly name: string;
  readonly title: Words;
  readonly part: (at: number) => JSX.Element;
}

/** Verdict first; then what to do, what to judge, the pictures, the rules, the signature. */
export const Article = ({ view }: { view: View }): JSX.Element => {
  const { lang, opinion, document } = view;
  const remarks = remarksOf(opinion.findings);
  const parts: Entry[] = [{ name: "remarks", title: PARTS.remarks, part: (at) => <Remarks view={view} at={at} remarks={remarks} /> }];
  if (inState(opinion.findings, "not-assessable").length > 0)
    parts.push({ name: "missing", title: PARTS.missing, part: (at) => <Missing view={view} at={at} /> });
  if (inState(opinion.findings, "human").length > 0)
    parts.push({ name: "questions", title: PARTS.questions, part: (at) => <Questions view={view} at={at} /> });
  parts.push(
    { name: "purposes", title: PARTS.purposes, part: (at) => <Purposes view={view} at={at} flow={flowOf(document)} /> },
    { name: "access", title: PARTS.access, part: (at) => <Access view={view} at={at} /> },
    { name: "rights", title: PARTS.rights, part: (at) => <Rights view={view} at={at} /> },
    { name: "links", title: PARTS.links, part: (at) => <Links view={view} at={at} /> },
    { name: "retention", title: PARTS.retention, part: (at) => <Retention view={view} at={at} /> },
    { name: "evidence", title: PARTS.evidence, part: (at) => <Evidence view={view} at={at} /> },
    { name: "rules", title: PARTS.rules, part: (at) => <Rules view={view} at={at} /> },
    { name: "sign", title: PARTS.sign, part: (at) => <Signature view={view} at={at} /> },
  );
  return (
    <article lang={lang} id={lang} aria-label={HEAD.article[lang]}>
      <Title view={view} />
      <Verdict view={view} remarks={remarks} />
      <Notices view={view} />
      <Facts view={view} />
      <Tally view={view} />
      <nav class="toc" aria-label={HEAD.contents[lang]}>
        <ol>
          {parts.map((entry, at) => (
            <li>
              <a href={`#${idOf(view, entry.name)}`}>
                {at + 1}. {entry.title[lang]}
              </a>
            </li>
          ))}
        </ol>
      </nav>
      {parts.map((entry, at) => entry.part(at + 1))}
      <Foot view={view} />
    </article>
  );
};
