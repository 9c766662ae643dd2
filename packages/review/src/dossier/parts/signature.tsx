/** @jsxRuntime automatic @jsxImportSource hono/jsx */
/** What the reader concludes, and what exactly the signature stands for. */
import type { JSX } from "hono/jsx/jsx-runtime";
import { standingWords } from "../facts/evidence-words.ts";
import { longDate, plural } from "../language.ts";
import { idOf, type View } from "../view.ts";
import { FINDING, HEAD, PARTS, SIGN } from "../words.ts";
import { Choices, Lines, Part } from "./shared.tsx";

/** The last part. */
export const Signature = ({ view, at }: { view: View; at: number }): JSX.Element => {
  const { lang, opinion, counted } = view;
  const log = counted?.log;
  return (
    <Part view={view} name="sign" at={at} title={PARTS.sign} lead={log?.root === undefined ? SIGN.lead : SIGN.leadWithLog}>
      <dl class="hashes">
        <dt>{HEAD.declaration[lang]}</dt>
        <dd>
          <code>{opinion.declaration.sha256}</code>
        </dd>
        <dt>{HEAD.rulebook[lang]}</dt>
        <dd>
          <code>{opinion.rulebook.sha256}</code>
        </dd>
        <dt>{HEAD.evidence[lang]}</dt>
        <dd>{standingWords(lang, view.standing)}</dd>
        {log !== undefined && (
          <>
            <dt>{HEAD.log[lang]}</dt>
            <dd>
              {plural(lang, log.size, { fr: "entrée", en: "entry" }, { fr: "entrées", en: "entries" })}
              {log.root !== undefined && (
                <>
                  , <code>{log.root}</code>
                </>
              )}
            </dd>
          </>
        )}
        <dt>{HEAD.asOf[lang]}</dt>
        <dd>
          {longDate(lang, view.asOf)}
          {view.simulated && ` (${HEAD.simulatedShort[lang]})`}
        </dd>
      </dl>
      <Choices
        group={idOf(view, "conclusion")}
        legend={SIGN.conclusion[lang]}
        options={[SIGN.follow[lang], SIGN.reservations[lang], SIGN.depart[lang]]}
      />
      <div class="signing">
        <Field view={view} name="reasons" label={FINDING.reasons[lang]} size="ruled" />
        <Field view={view} name="name" label={SIGN.name[lang]} size="one" />
        <Field view={view} name="capacity" label={SIGN.capacity[lang]} size="one" />
        <Field view={view} name="place" label={SIGN.place[lang]} size="one" />
        <div>
          <span class="fieldname">{SIGN.signature[lang]}</span>
          <div class="lines tall" />
        </div>
      </div>
    </Part>
  );
};

const Field = ({ view, name, label, size }: { view: View; name: string; label: string; size: "one" | "ruled" }): JSX.Element => {
  const id = idOf(view, `sign-${name}`);
  return (
    <div class={size === "ruled" ? "whole" : ""}>
      <span class="fieldname" id={id}>
        {label}
      </span>
      {size === "one" ? <Lines labelledBy={id} size="one" /> : <Lines labelledBy={id} size="short" />}
    </div>
  );
};

/** The foot of the page. */
export const Foot = ({ view }: { view: View }): JSX.Element => (
  <footer>
    <p>
      {SIGN.foot[view.lang]} {SIGN.generated[view.lang]} {longDate(view.lang, view.generatedOn)}.
    </p>
  </footer>
);
