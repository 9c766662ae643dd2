/** @jsxRuntime automatic @jsxImportSource hono/jsx */
/** What was seen in the running system: log, sweeps, exports. */
import type { Child } from "hono/jsx";
import type { JSX } from "hono/jsx/jsx-runtime";
import { member } from "../clean.ts";
import { refusalWords, standingWords } from "../facts/evidence-words.ts";
import { sweepLines } from "../facts/sweeps.ts";
import type { DossierCopies, DossierExport, DossierLog, DossierSweep, Lang } from "../input.ts";
import { count, label, longDate, plural, readMoment } from "../language.ts";
import { GrowthPicture, shrank } from "../pictures/growth.tsx";
import { idOf, type View } from "../view.ts";
import { LOG_VERDICTS, WITNESSES } from "../vocabulary.ts";
import { EVIDENCE, FINDING, HEAD, PARTS } from "../words.ts";
import { Part, Says, Swatch, Wide } from "./shared.tsx";

/** The part on evidence: what the opinion says of it, then what was measured. */
export const Evidence = ({ view, at }: { view: View; at: number }): JSX.Element => {
  const { lang, evidence, standing } = view;
  const log = evidence?.log;
  const copies = evidence?.copies;
  const any = [log, copies, evidence?.sweeps?.[0], evidence?.exports?.[0]].some((one) => one !== undefined);
  const lead = standing.kind === "used" ? PARTS.evidenceLead : standing.kind === "refused" ? PARTS.refusedLead : PARTS.noEvidence;
  return (
    <Part view={view} name="evidence" at={at} title={PARTS.evidence} lead={lead}>
      {standing.kind === "used" && (
        <p>
          {PARTS.parts[lang]} {standingWords(lang, standing)}.
        </p>
      )}
      {standing.kind === "refused" && (
        <p class="alarm">
          {PARTS.refused[lang]} {refusalWords(lang, standing)}.
        </p>
      )}
      {standing.kind === "absent" && any && <p class="alarm">{PARTS.unseen[lang]}</p>}
      {log !== undefined && <Log view={view} log={log} />}
      <Sweeps view={view} sweeps={evidence?.sweeps ?? []} />
      {copies !== undefined && <Copies view={view} copies={copies} />}
      <Exports view={view} exports={evidence?.exports ?? []} />
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
  const entries = plural(lang, log.size, { fr: "entrée", en: "entry" }, { fr: "entrées", en: "entries" });
  const summary = (
    <p class={log.verdict === "intact" ? "" : "alarm"}>
      {HEAD.log[lang]}
      {lang === "fr" ? "\u00A0" : ""}: {LOG_VERDICTS[log.verdict][lang]}, {WITNESSES[log.witnessed][lang]}, {entries}.
    </p>
  );
  if (log.growth.length === 0 && log.checkpoints.length === 0) return summary;
  return (
    <>
      {summary}
      {shrank(log) && <p class="alarm">{EVIDENCE.shrank[lang]}</p>}
      <figure>
        {log.growth.length > 1 && (
          <Wide label={EVIDENCE.growth[lang]}>
            <GrowthPicture log={log} marks={marks} lang={lang} id={idOf(view, "growth")} />
          </Wide>
        )}
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

const Sweeps = ({ view, sweeps }: { view: View; sweeps: readonly DossierSweep[] }): JSX.Element | null => {
  const { lang } = view;
  if (sweeps.length === 0) return null;
  // A column that nobody measured would only hold dashes.
  const columns = (["deleted", "proved", "held", "overdue"] as const).filter((name) => sweeps.some((run) => run[name] !== undefined));
  return (
    <Table
      title={EVIDENCE.sweeps[lang]}
      heads={[EVIDENCE.date[lang], EVIDENCE.policy[lang], ...columns.map((name) => EVIDENCE[name][lang])]}
      numbers={columns.map((_, at) => at + 2)}
      rows={sweepLines(sweeps).map(({ run, to, runs }) => [
        to === undefined
          ? longDate(lang, run.on)
          : `${longDate(lang, run.on)} – ${longDate(lang, to)} (${plural(lang, runs, EVIDENCE.run, EVIDENCE.runs)})`,
        <code>{run.policy}</code>,
        ...columns.map((name) => (run[name] === undefined ? "–" : count(lang, run[name]))),
      ])}
    />
  );
};

const Copies = ({ view: { lang }, copies }: { view: View; copies: DossierCopies }): JSX.Element => (
  <Table
    title={EVIDENCE.copies[lang]}
    heads={[EVIDENCE.existing, EVIDENCE.ledger, EVIDENCE.plain, ...(copies.expired === undefined ? [] : [EVIDENCE.expired])].map(
      (head) => head[lang],
    )}
    numbers={[]}
    rows={[
      [
        count(lang, copies.copies),
        count(lang, copies.entries),
        bad(lang, copies.plain),
        ...(copies.expired === undefined ? [] : [bad(lang, copies.expired)]),
      ],
    ]}
  />
);

/** A number that should be zero. */
function bad(lang: Lang, value: number): Child {
  return value === 0 ? count(lang, value) : <span class="alarm">{count(lang, value)}</span>;
}

const Exports = ({ view, exports }: { view: View; exports: readonly DossierExport[] }): JSX.Element | null => {
  const { lang, document } = view;
  if (exports.length === 0) return null;
  return (
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
      rows={exports.map((copy) => {
        const purpose = member(document.purposes, copy.purpose);
        return [
          longDate(lang, copy.on),
          copy.role === undefined ? "–" : <Says text={member(document.access?.roles, copy.role)?.label} lang={lang} name={copy.role} />,
          <Says text={purpose?.object ?? purpose?.statement} lang={lang} name={copy.purpose} />,
          count(lang, copy.rows),
          count(lang, copy.recipients),
          copy.encrypted ? FINDING.yes[lang] : <span class="alarm">{FINDING.no[lang]}</span>,
        ];
      })}
    />
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

/** Tables of so few rows are not broken between sheets. */
const WHOLE = 8;

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
    <table class={rows.length > WHOLE ? "plain" : "plain whole"}>
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
