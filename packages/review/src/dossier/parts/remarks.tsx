/** @jsxRuntime automatic @jsxImportSource hono/jsx */
/** What the opinion decides, what it says besides, what it could not assess, what it leaves to a person. */
import type { Child } from "hono/jsx";
import type { JSX } from "hono/jsx/jsx-runtime";
import { inState, type Remark } from "../facts/opinion.ts";
import { type FoldedPath, foldPaths } from "../facts/paths.ts";
import type { DossierFinding, Lang, Sentence } from "../input.ts";
import { count, label } from "../language.ts";
import { idOf, type View } from "../view.ts";
import { STATE_NAMES, verb } from "../vocabulary.ts";
import { FINDING, HEAD, PARTS } from "../words.ts";
import { Choices, Lines, Part, Says, sourceWords, valueText } from "./shared.tsx";

/** The operative part, then the remarks of the body. */
export const Remarks = ({ view, at, remarks }: { view: View; at: number; remarks: readonly Remark[] }): JSX.Element => {
  const { lang } = view;
  const operative = remarks.filter((remark) => remark.where === "operative");
  const body = remarks.filter((remark) => remark.where === "body");
  return (
    <Part view={view} name="remarks" at={at} title={PARTS.remarks} lead={remarks.length === 0 ? PARTS.noRemarks : PARTS.remarksLead}>
      {operative.length > 0 && (
        <>
          <h3>{PARTS.operative[lang]}</h3>
          <p class="lead">{PARTS.operativeLead[lang]}</p>
          <RemarkList view={view} remarks={operative} />
        </>
      )}
      {body.length > 0 && (
        <>
          <h3>{PARTS.body[lang]}</h3>
          <p class="lead">{PARTS.bodyLead[lang]}</p>
          <RemarkList view={view} remarks={body} />
        </>
      )}
    </Part>
  );
};

const RemarkList = ({ view, remarks }: { view: View; remarks: readonly Remark[] }): JSX.Element => (
  <ol class="remarks">
    {remarks.map((remark) => (
      <li>
        <div>
          <span class={`word k-${remark.kind}`}>{verb(view.lang, remark.word, remark.kind, label(remark.statement, view.lang, ""))}</span>
          {remark.kind === "blocks" && <span class="blocking">{FINDING.blocking[view.lang]}</span>}
        </div>
        <div>
          <p class="says">
            {remark.kind === "modifies" ? (
              <Quoted text={remark.statement} lang={view.lang} />
            ) : (
              <Says text={remark.statement} lang={view.lang} />
            )}
          </p>
          <How view={view} finding={remark.finding} lifts={remark.kind === "notes" ? [] : remark.lifts} />
          <Reference view={view} finding={remark.finding} section={remark.section} also={remark.also} />
        </div>
      </li>
    ))}
  </ol>
);

/** A new wording, as such; the other remarks continue the sentence their verb begins. */
const Quoted = ({ text, lang }: { text: Sentence; lang: Lang }): JSX.Element => (
  <>
    {lang === "fr" ? "«\u00A0" : "“"}
    <Says text={text} lang={lang} />
    {lang === "fr" ? "\u00A0»" : "”"}
  </>
);

/** What is not stated, and what of the evidence is not attached: evidence is no statement. */
function partsOf(missing: readonly string[]): ReadonlyMap<"missing" | "unattached", readonly string[]> {
  const ofEvidence = (path: string): boolean => /^evidence(\.|$)/.test(path);
  const parts = new Map([
    ["missing" as const, missing.filter((path) => !ofEvidence(path))],
    ["unattached" as const, missing.filter(ofEvidence)],
  ]);
  return new Map([...parts].filter(([, paths]) => paths.length > 0));
}

/** Declared, not stated, not attached, lifted by: only what there is. */
const How = ({ view, finding, lifts }: { view: View; finding: DossierFinding; lifts: readonly Sentence[] }): JSX.Element | null => {
  const { lang } = view;
  const declared =
    finding.declared === undefined ? [] : (Array.isArray(finding.declared) ? finding.declared : [finding.declared]).map(valueText);
  const missing = typeof finding.missing === "string" ? [finding.missing] : (finding.missing ?? []);
  if (declared.length === 0 && missing.length === 0 && lifts.length === 0) return null;
  return (
    <dl class="how">
      {declared.length > 0 && (
        <>
          <dt>{(finding.rests === "evidence" ? FINDING.observed : FINDING.declared)[lang]}</dt>
          <dd>
            <Several
              lang={lang}
              inline={declared.every(isShort)}
              items={foldPaths(declared).map((folded) => <Path folded={folded} lang={lang} plain />)}
            />
          </dd>
        </>
      )}
      {[...partsOf(missing)].map(([name, paths]) => (
        <>
          <dt>{FINDING[name][lang]}</dt>
          <dd>
            <Several lang={lang} inline items={foldPaths(paths).map((folded) => <Path folded={folded} lang={lang} />)} />
          </dd>
        </>
      ))}
      {lifts.length > 0 && (
        <>
          <dt>{FINDING.lifted[lang]}</dt>
          <dd>
            <Several lang={lang} items={lifts.map((one) => <Says text={one} lang={lang} />)} />
          </dd>
        </>
      )}
    </dl>
  );
};

/** A path, or a wall of them in one line with its count; on screen the names behind the star unfold. */
const Path = ({ folded, lang, plain = false }: { folded: FoldedPath; lang: Lang; plain?: boolean }): JSX.Element => {
  // A declared value is a sentence unless it has the form of a path.
  const coded = !plain || isPath(folded.path);
  const path = coded ? <code>{folded.path}</code> : <span>{folded.path}</span>;
  if (folded.count === 1) return path;
  return (
    <details class="rest wall">
      <summary>
        {path} ({count(lang, folded.count)})
      </summary>
      {folded.names.map((name, at) => (
        <>
          {at > 0 && ", "}
          <code>{name}</code>
        </>
      ))}
    </details>
  );
};

function isPath(text: string): boolean {
  return /^[A-Za-z][\w-]*(\.[\w*-]+)+$/.test(text);
}

/** A path, or one that names what it does not hold: such facts stand side by side, sentences one under the other. */
function isShort(text: string): boolean {
  return isPath(text.split(" ∌ ")[0] ?? "") && !text.includes("; ");
}

/** How many things of a list are shown at once. */
const SHOWN = 6;

/** One thing bare, several as a list, and what goes beyond a few folded away: its number prints, the opinion itself has them all. */
const Several = ({ items, lang, inline = false }: { items: readonly Child[]; lang: Lang; inline?: boolean }): JSX.Element => {
  if (items.length === 1) return <>{items[0]}</>;
  const rest = items.length > SHOWN + 1 ? items.slice(SHOWN) : [];
  return (
    <>
      <List items={items.slice(0, items.length - rest.length)} inline={inline} />
      {rest.length > 0 && (
        <details class="rest">
          <summary>
            {HEAD.and[lang]} {count(lang, rest.length)} {FINDING.others[lang]}
          </summary>
          <List items={rest} inline={inline} />
        </details>
      )}
    </>
  );
};

const List = ({ items, inline }: { items: readonly Child[]; inline: boolean }): JSX.Element => (
  <ul class={inline ? "inline" : ""}>
    {items.map((one) => (
      <li>{one}</li>
    ))}
  </ul>
);

/** Section, rule, source, and what the finding rests on. */
const Reference = ({
  view,
  finding,
  section,
  also = [],
}: {
  view: View;
  finding: DossierFinding;
  section: string;
  also?: readonly string[];
}): JSX.Element => {
  const { lang } = view;
  const source = sourceWords(finding, lang);
  return (
    <p class="ref">
      {FINDING.section[lang]} {section}, {FINDING.rule[lang]} <code>{finding.rule}</code>
      {also.map((rule) => (
        <>
          , <code>{rule}</code>
        </>
      ))}
      , {(finding.rests === "evidence" ? FINDING.onEvidence : FINDING.onPromise)[lang]}.{source !== "" && ` ${source}.`}
    </p>
  );
};

/** The rules that lacked a fact. */
export const Missing = ({ view, at }: { view: View; at: number }): JSX.Element => (
  <Part view={view} name="missing" at={at} title={PARTS.missing} lead={PARTS.missingLead}>
    <ol class="remarks">
      {inState(view.opinion.findings, "not-assessable").map((finding) => (
        <li>
          <span class="word s-not-assessable">{STATE_NAMES["not-assessable"][view.lang]}</span>
          <div>
            <p class="says">
              <Says text={finding.statement} lang={view.lang} />
            </p>
            <How view={view} finding={finding} lifts={[]} />
            <Reference view={view} finding={finding} section={finding.section} />
          </div>
        </li>
      ))}
    </ol>
  </Part>
);

/** The questions, with room for the answer. */
export const Questions = ({ view, at }: { view: View; at: number }): JSX.Element => {
  const { lang } = view;
  return (
    <Part view={view} name="questions" at={at} title={PARTS.questions} lead={PARTS.questionsLead}>
      <ol class="questions">
        {inState(view.opinion.findings, "human").map((finding, index) => {
          const id = idOf(view, `question-${index + 1}`);
          return (
            <li>
              <p class="says" id={id}>
                <Says text={finding.question ?? finding.statement} lang={lang} />
              </p>
              <How view={view} finding={finding} lifts={[]} />
              <Reference view={view} finding={finding} section={finding.section} />
              <Choices
                group={id}
                about={id}
                legend={FINDING.answer[lang]}
                options={[FINDING.yes[lang], FINDING.no[lang], FINDING.notConcerned[lang]]}
              />
              <span class="vh" id={`${id}-reasons`}>
                {FINDING.reasons[lang]}
              </span>
              <Lines labelledBy={`${id}-reasons ${id}`} size="short" />
            </li>
          );
        })}
      </ol>
    </Part>
  );
};
