/** @jsxRuntime automatic @jsxImportSource hono/jsx */
/** Every rule examined: how each section fared, then rule by rule. */
import type { JSX } from "hono/jsx/jsx-runtime";
import { member } from "../clean.ts";
import { bySection, STATES, stateOf, tally } from "../facts/opinion.ts";
import type { DossierFinding, Sentence } from "../input.ts";
import { count, find } from "../language.ts";
import type { View } from "../view.ts";
import { REASONS, SECTION_NAMES, STATE_NAMES } from "../vocabulary.ts";
import { FINDING, PARTS } from "../words.ts";
import { Strip } from "./head.tsx";
import { Part, Says, sourceWords, Wide } from "./shared.tsx";

/** The part on rules. */
export const Rules = ({ view, at }: { view: View; at: number }): JSX.Element => {
  const { lang, opinion } = view;
  const sections = bySection(opinion.findings);
  const most = Math.max(1, ...sections.map(([, findings]) => findings.length));
  const excluded = opinion.notApplicable ?? [];
  return (
    <Part view={view} name="rules" at={at} title={PARTS.rules} lead={PARTS.rulesLead}>
      <Wide label={FINDING.bySection[lang]}>
        <table class="plain sections">
          <caption class="vh">{FINDING.bySection[lang]}</caption>
          <thead>
            <tr>
              <th scope="col">{FINDING.sectionHead[lang]}</th>
              <td />
              {STATES.map((state) => (
                <th scope="col" class="num">
                  {STATE_NAMES[state][lang]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sections.map(([section, findings]) => {
              const counts = tally(findings);
              return (
                <tr>
                  <th scope="row">{sectionTitle(view, section)}</th>
                  <td>
                    <Strip counts={counts} total={most} name="strip" />
                  </td>
                  {STATES.map((state) => (
                    <td class={counts[state] === 0 ? "num zero" : "num"}>{count(lang, counts[state])}</td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </Wide>
      {sections.map(([section, findings]) => (
        <details class="paper rules">
          <summary>{sectionTitle(view, section)}</summary>
          <RuleTable view={view} findings={findings} section={section} />
        </details>
      ))}
      {excluded.length > 0 && (
        <details class="paper rules">
          <summary>
            {FINDING.notApplicable[lang]} ({count(lang, excluded.length)})
          </summary>
          <dl class="excluded">
            {byReason(excluded).map(({ reason, rules }) => (
              <>
                <dt>
                  <Says text={member(REASONS, find(reason, "en")?.text) ?? reason} lang={lang} /> ({count(lang, rules.length)})
                </dt>
                <dd>
                  {rules.map((rule, at) => (
                    <>
                      {at > 0 && ", "}
                      <code>{rule}</code>
                    </>
                  ))}
                </dd>
              </>
            ))}
          </dl>
        </details>
      )}
    </Part>
  );
};

interface Reason {
  readonly reason: Sentence;
  readonly rules: string[];
}

function byReason(excluded: readonly { readonly rule: string; readonly reason: Sentence }[]): readonly Reason[] {
  const groups = new Map<string, Reason>();
  for (const { rule, reason } of excluded) {
    const key = JSON.stringify(reason);
    const group = groups.get(key) ?? { reason, rules: [] };
    group.rules.push(rule);
    groups.set(key, group);
  }
  return [...groups.values()];
}

const RuleTable = ({ view, findings, section }: { view: View; findings: readonly DossierFinding[]; section: string }): JSX.Element => {
  const { lang } = view;
  return (
    <Wide label={sectionTitle(view, section)}>
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">{FINDING.state[lang]}</th>
            <th scope="col">{FINDING.ruleHead[lang]}</th>
            <th scope="col">{FINDING.source[lang]}</th>
            <th scope="col">{FINDING.rests[lang]}</th>
          </tr>
        </thead>
        <tbody>
          {findings.map((finding) => (
            <tr>
              <td>
                <span class={`mark s-${stateOf(finding)}`}>{STATE_NAMES[stateOf(finding)][lang]}</span>
              </td>
              <th scope="row" class="what">
                <Says text={finding.statement} lang={lang} /> <code>{finding.rule}</code>
              </th>
              <td>{sourceWords(finding, lang)}</td>
              <td>
                {finding.state === "not-assessable" ? "–" : (finding.rests === "evidence" ? FINDING.evidence : FINDING.promise)[lang]}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
};

function sectionTitle({ lang }: View, section: string): string {
  const name = member(SECTION_NAMES, section)?.[lang];
  return name === undefined ? section : `${section}. ${name}`;
}
