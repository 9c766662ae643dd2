/** @jsxRuntime automatic @jsxImportSource hono/jsx */
/** What was seen in the running system: log, sweeps, exports. */
import type { Child } from "hono/jsx";
import type { JSX } from "hono/jsx/jsx-runtime";
import { member } from "../clean.ts";
import type { DossierLog } from "../input.ts";
import { count, label, longDate, readMoment } from "../language.ts";
import { GrowthPicture, shrank } from "../pictures/growth.tsx";
import { idOf, type View } from "../view.ts";
import { REFUSALS } from "../vocabulary.ts";
import { EVIDENCE, FINDING, PARTS } from "../words.ts";
import { Part, Swatch, Wide } from "./shared.tsx";

/** The part on evidence. */
export const Evidence = ({ view, at }: { view: View; at: number }): JSX.Element => {
  const { lang, evidence } = view;
  const log = evidence?.log;
  const refusal = view.opinion.evidence?.used === false ? view.opinion.evidence.refusal : undefined;
  const sweeps = evidence?.sweeps ?? [];
  const exports = evidence?.exports ?? [];
  const any = log !== undefined || sweeps.length > 0 || exports.length > 0;
  return (
    <Part view={view} name="evidence" at={at} title={PARTS.evidence} lead={any ? PARTS.evidenceLead : PARTS.noEvidence}>
      {any && refusal !== undefined && (
        <p class="alarm">
          {PARTS.refused[lang]} {member(REFUSALS, refusal)?.[lang] ?? refusal}.
        </p>
      )}
      {log !== undefined && <Log view={view} log={log} />}
      {sweeps.length > 0 && (
        <Table
          title={EVIDENCE.sweeps[lang]}
          heads={[EVIDENCE.date[lang], EVIDENCE.policy[lang], EVIDENCE.deleted[lang], EVIDENCE.held[lang], EVIDENCE.overdue[lang]]}
          numbers={[2, 3, 4]}
          rows={sweeps.map((run) => [
            longDate(lang, run.on),
            run.policy,
            count(lang, run.deleted),
            maybe(view, run.held),
            maybe(view, run.overdue),
          ])}
        />
      )}
      {exports.length > 0 && (
        <Table
          title={EVIDENCE.exports[lang]}
          heads={[
            EVIDENCE.date[lang],
            EVIDENCE.role[lang],
            FINDING.purposeHead[lang],
            EVIDENCE.rows[lang],
            EVIDENCE.keys[lang],
            EVIDENCE.encrypted[lang],
          ]}
          numbers={[3, 4]}
          rows={exports.map((copy) => [
            longDate(lang, copy.on),
            copy.role === undefined ? "–" : label(member(view.document.access?.roles, copy.role)?.label, lang, copy.role),
            purposeName(view, copy.purpose),
            count(lang, copy.rows),
            count(lang, copy.recipients),
            copy.encrypted ? FINDING.yes[lang] : <span class="alarm">{FINDING.no[lang]}</span>,
          ])}
        />
      )}
    </Part>
  );
};

const Log = ({ view, log }: { view: View; log: DossierLog }): JSX.Element => {
  const { lang } = view;
  const marks = Object.values(view.document.events ?? {}).flatMap((event) =>
    event.on === undefined
      ? []
      : [{ on: event.on, label: `${longDate(lang, event.on)}${lang === "fr" ? "\u00A0" : ""}: ${label(event.label, lang, "")}` }],
  );
  const witnessed = log.checkpoints.some((point) => point.witnessed);
  const plain = log.checkpoints.some((point) => !point.witnessed);
  return (
    <>
      {shrank(log) && <p class="alarm">{EVIDENCE.shrank[lang]}</p>}
      <figure>
        <Wide label={EVIDENCE.growth[lang]}>
          <GrowthPicture log={log} marks={marks} lang={lang} id={idOf(view, "growth")} />
        </Wide>
        {log.checkpoints.length > 0 && (
          <ul class="key">
            {witnessed && (
              <li>
                <Swatch name="witness" shape="ring" />
                {EVIDENCE.witnessedPoint[lang]}
              </li>
            )}
            {plain && (
              <li>
                <Swatch name="point" shape="ring" />
                {EVIDENCE.plainPoint[lang]}
              </li>
            )}
          </ul>
        )}
      </figure>
      <details>
        <summary>{PARTS.sameData[lang]}</summary>
        <Table
          title={EVIDENCE.growth[lang]}
          heads={[EVIDENCE.date[lang], EVIDENCE.size[lang], EVIDENCE.checkpoint[lang], EVIDENCE.root[lang]]}
          numbers={[1]}
          rows={logRows(view, log)}
        />
      </details>
    </>
  );
};

/** Measurements and checkpoints in one list, in order of time. */
function logRows({ lang }: View, log: DossierLog): readonly (readonly Child[])[] {
  const checkpointed = new Set(log.checkpoints.map((point) => `${point.on} ${point.size}`));
  const measured = log.growth
    .filter((point) => !checkpointed.has(`${point.on} ${point.size}`))
    .map((point) => ({ ...point, kind: "–", root: undefined }));
  const checked = log.checkpoints.map((point) => ({
    ...point,
    kind: (point.witnessed ? EVIDENCE.witnessedPoint : EVIDENCE.plainPoint)[lang],
  }));
  return [...measured, ...checked]
    .map((point, at) => ({ point, at, when: readMoment(point.on)?.at ?? 0 }))
    .sort((left, right) => left.when - right.when || left.at - right.at)
    .map(({ point }) => [
      longDate(lang, point.on),
      count(lang, point.size),
      point.kind,
      point.root === undefined ? "–" : <code>{point.root}</code>,
    ]);
}

const Table = ({
  title,
  heads,
  rows,
  numbers,
}: {
  title: string;
  heads: readonly string[];
  rows: readonly (readonly Child[])[];
  numbers: readonly number[];
}): JSX.Element => (
  <Wide label={title}>
    <table class="plain">
      <caption>{title}</caption>
      <thead>
        <tr>
          {heads.map((head, at) => (
            <th scope="col" class={numbers.includes(at) ? "num" : ""}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr>
            {row.map((cell, at) => (at === 0 ? <th scope="row">{cell}</th> : <td class={numbers.includes(at) ? "num" : ""}>{cell}</td>))}
          </tr>
        ))}
      </tbody>
    </table>
  </Wide>
);

function maybe({ lang }: View, value: number | undefined): string {
  return value === undefined ? "–" : count(lang, value);
}

function purposeName({ document, lang }: View, id: string): string {
  const purpose = member(document.purposes, id);
  return label(purpose?.object ?? purpose?.statement, lang, id);
}
