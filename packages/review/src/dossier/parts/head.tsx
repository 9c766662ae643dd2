/** @jsxRuntime automatic @jsxImportSource hono/jsx */
/** Title, verdict, four facts, four states. */
import type { JSX } from "hono/jsx/jsx-runtime";
import { member } from "../clean.ts";
import { KINDS, type Remark, STATES, type State, tally } from "../facts/opinion.ts";
import { count, label, longDate, plural, shortDate, typeset } from "../language.ts";
import type { View } from "../view.ts";
import { KIND_COUNTS, LOG_VERDICTS, OUTCOMES, PROFILES, STATE_COUNTS, WITNESSES } from "../vocabulary.ts";
import { HEAD, NOTICES } from "../words.ts";
import { Says, Swatch, shortHash } from "./shared.tsx";

/** What the file is about. */
export const Title = ({ view }: { view: View }): JSX.Element => {
  const { lang, document, opinion } = view;
  const profile = member(PROFILES, opinion.profile)?.[lang] ?? opinion.profile;
  return (
    <div class="title">
      <p class="kicker">
        {profile}. {HEAD.notDecision[lang]}
      </p>
      <h1>
        <Says text={document.title ?? mainPurpose(view)} lang={lang} name={document.id} />
      </h1>
      {document.controller !== undefined && (
        <p class="by">
          {document.controller.name}
          {document.controller.nature !== undefined && ", "}
          <Says text={document.controller.nature} lang={lang} />
        </p>
      )}
    </div>
  );
};

/** The title of the browser's window. */
export function windowTitle(view: View): string {
  const { lang, document, opinion } = view;
  return `${OUTCOMES[opinion.outcome][lang]} – ${label(document.title ?? mainPurpose(view), lang, document.id)}`;
}

/** The outcome, why, and how much there is to do. */
export const Verdict = ({ view, remarks }: { view: View; remarks: readonly Remark[] }): JSX.Element => {
  const { lang, opinion } = view;
  const counts = KINDS.filter((kind) => kind !== "notes").map(
    (kind) => [kind, remarks.filter((remark) => remark.kind === kind && remark.where === "operative").length] as const,
  );
  return (
    <div class={`verdict o-${opinion.outcome}`}>
      <Seal outcome={opinion.outcome} />
      <div>
        <h2>{OUTCOMES[opinion.outcome][lang]}</h2>
        <p>{because(view, remarks)}</p>
      </div>
      <ul class="counts">
        {counts
          .filter(([, held]) => held > 0)
          .map(([kind, held]) => {
            const noun = (lang === "fr" ? held < 2 : held === 1) ? KIND_COUNTS[kind].one : KIND_COUNTS[kind].many;
            return (
              <li>
                <b>{count(lang, held)}</b> {noun[lang]}
              </li>
            );
          })}
      </ul>
    </div>
  );
};

/** A mark whose shape, not only its colour, tells the outcome. */
const Seal = ({ outcome }: { outcome: View["opinion"]["outcome"] }): JSX.Element => {
  const marks = {
    favorable: "M15 24.5l6 6 12-13",
    "favorable-with-conditions": "M24 13v14M24 34v.5",
    unfavorable: "M16.5 16.5l15 15M31.5 16.5l-15 15",
    incomplete: "M18.5 19a5.5 5.5 0 1 1 8 5c-1.7 1-2.5 2-2.5 4M24 34v.5",
  };
  return (
    <svg class="seal" viewBox="0 0 48 48" aria-hidden="true">
      <circle cx="24" cy="24" r="21" />
      <path d={marks[outcome]} stroke-width="3.5" />
    </svg>
  );
};

function because({ lang, opinion }: View, remarks: readonly Remark[]): string {
  const rules = (state: State, severities: readonly string[]): number =>
    opinion.findings.filter((finding) => finding.state === state && severities.includes(finding.severity)).length;
  const body = remarks.filter((remark) => remark.where === "body").length;
  const more = plural(lang, body, REMARK.one, REMARK.many);
  const plus = body === 0 ? "" : lang === "fr" ? ` Au fil du texte\u00A0: ${more} de plus.` : ` In the body: ${more} besides.`;
  const conditions = remarks.filter(
    (remark) => remark.where === "operative" && ["modifies", "asks", "considers"].includes(remark.kind),
  ).length;
  switch (opinion.outcome) {
    case "favorable":
      return (
        (lang === "fr"
          ? "Aucune condition ne reste à remplir ; les rappels demeurent."
          : "No condition remains to be met; the reminders stand.") + plus
      );
    case "favorable-with-conditions":
      return (
        (lang === "fr"
          ? `À la condition de la prise en compte de ce qui suit\u00A0: ${plural(lang, conditions, POINT.one, POINT.many)} à lever.`
          : `On condition that what follows is taken into account: ${plural(lang, conditions, POINT.one, POINT.many)} to lift.`) + plus
      );
    case "unfavorable": {
      const blocks = rules("fired", ["block"]);
      return lang === "fr"
        ? `${plural(lang, blocks, BLOCK.one, BLOCK.many)} à la mise en œuvre en l’état.`
        : `${plural(lang, blocks, BLOCK.one, BLOCK.many)} to the processing as it stands.`;
    }
    case "incomplete": {
      const silent = rules("not-assessable", ["block"]);
      return lang === "fr"
        ? `${plural(lang, silent, SILENT.one, SILENT.many)}, faute d’un fait déclaré.`
        : `${plural(lang, silent, SILENT.one, SILENT.many)}, for want of a declared fact.`;
    }
  }
}

const REMARK = { one: { fr: "remarque", en: "remark" }, many: { fr: "remarques", en: "remarks" } };
const POINT = { one: { fr: "point", en: "point" }, many: { fr: "points", en: "points" } };
const BLOCK = { one: { fr: "règle s’oppose", en: "rule objects" }, many: { fr: "règles s’opposent", en: "rules object" } };
const SILENT = {
  one: { fr: "règle bloquante n’a pu être évaluée", en: "blocking rule could not be assessed" },
  many: { fr: "règles bloquantes n’ont pu être évaluées", en: "blocking rules could not be assessed" },
};

/** As of, declaration, rulebook, log. */
export const Facts = ({ view }: { view: View }): JSX.Element => {
  const { lang, document, opinion } = view;
  const stage = document.stage === "submitted" ? HEAD.stageSubmitted : HEAD.stageDraft;
  return (
    <dl class="facts">
      <div>
        <dt>{HEAD.asOf[lang]}</dt>
        <dd>
          {longDate(lang, view.asOf)}
          <span class={view.simulated ? "more warn" : "more"}>{(view.simulated ? HEAD.simulatedShort : HEAD.realClock)[lang]}</span>
        </dd>
      </div>
      <div>
        <dt>{HEAD.declaration[lang]}</dt>
        <dd>
          {document.id}, {stage[lang]}
          <Hash hash={opinion.declaration.sha256} />
        </dd>
      </div>
      <div>
        <dt>{HEAD.rulebook[lang]}</dt>
        <dd>
          {opinion.profile}, {HEAD.version[lang]} {opinion.rulebook.version}
          <Hash hash={opinion.rulebook.sha256} />
        </dd>
      </div>
      <div>
        <dt>{(view.counted?.log === undefined ? HEAD.evidence : HEAD.log)[lang]}</dt>
        <LogFact view={view} />
      </div>
    </dl>
  );
};

const LogFact = ({ view }: { view: View }): JSX.Element => {
  const { lang, standing, counted } = view;
  const log = counted?.log;
  if (standing.kind !== "used") return <dd class="warn">{(standing.kind === "absent" ? HEAD.noLog : NOTICES.setAside)[lang]}</dd>;
  const parts = plural(lang, standing.parts.length, PART.one, PART.many);
  if (log === undefined)
    return (
      <dd>
        {parts}
        <span class={standing.parts.includes("log") ? "more" : "more warn"}>
          {(standing.parts.includes("log") ? NOTICES.withLog : NOTICES.withoutLog)[lang]}
        </span>
      </dd>
    );
  return (
    <dd>
      <span class={log.verdict !== "intact" ? "bad" : log.witnessed !== "witnessed" ? "warn" : ""}>
        {LOG_VERDICTS[log.verdict][lang]}, {WITNESSES[log.witnessed][lang]}
      </span>
      <span class="more">
        {plural(lang, log.size, { fr: "entrée", en: "entry" }, { fr: "entrées", en: "entries" })}
        {lastCheckpoint(view)}
      </span>
    </dd>
  );
};

const PART = { one: { fr: "partie de preuves", en: "part of evidence" }, many: { fr: "parties de preuves", en: "parts of evidence" } };

const Hash = ({ hash }: { hash: string }): JSX.Element => (
  <span class="more">
    <code>sha256 {shortHash(hash)}</code>
  </span>
);

function lastCheckpoint({ lang, counted }: View): string {
  const last = counted?.log?.checkpoints.at(-1);
  return last === undefined
    ? ""
    : typeset(lang, lang === "fr" ? `, point de contrôle du ${shortDate(lang, last.on)}` : `, checkpoint of ${shortDate(lang, last.on)}`);
}

/** The bar of four states, its counts beside words. */
export const Tally = ({ view }: { view: View }): JSX.Element => {
  const { lang } = view;
  const counts = tally(view.opinion.findings);
  const all = view.opinion.findings.length;
  return (
    <div class="tally">
      <Strip counts={counts} />
      <ul class="key" aria-label={plural(lang, all, RULE.one, RULE.many)}>
        {STATES.map((state) => {
          const noun = (lang === "fr" ? counts[state] < 2 : counts[state] === 1) ? STATE_COUNTS[state].one : STATE_COUNTS[state].many;
          return (
            <li>
              <Swatch name={`t-${state}`} />
              <b>{count(lang, counts[state])}</b> {noun[lang]}
            </li>
          );
        })}
      </ul>
    </div>
  );
};

const RULE = { one: { fr: "règle examinée", en: "rule examined" }, many: { fr: "règles examinées", en: "rules examined" } };

/** The bar alone; a state with rules never vanishes for being narrow. */
export const Strip = ({ counts, total, name }: { counts: Readonly<Record<State, number>>; total?: number; name?: string }): JSX.Element => {
  const shown = STATES.filter((state) => counts[state] > 0);
  const sum = total ?? STATES.reduce((all, state) => all + counts[state], 0);
  let x = 0;
  return (
    <svg {...(name === undefined ? {} : { class: name })} viewBox="0 0 1000 12" preserveAspectRatio="none" aria-hidden="true">
      {shown.map((state, at) => {
        const width = (counts[state] / Math.max(1, sum)) * 1000;
        const bar = (
          <rect
            class={`t-${state}`}
            x={x.toFixed(1)}
            y="0"
            width={Math.max(4, width - (at < shown.length - 1 ? 3 : 0)).toFixed(1)}
            height="12"
          />
        );
        x += width;
        return bar;
      })}
    </svg>
  );
};

function mainPurpose({ document }: View): View["document"]["title"] {
  const purposes = Object.values(document.purposes ?? {});
  return (purposes.find((purpose) => purpose.main === true) ?? purposes[0])?.statement;
}
