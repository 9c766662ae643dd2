/** @jsxRuntime automatic @jsxImportSource hono/jsx */
/** Said before anything else is believed: another law, evidence that did not count, a clock that was made up. */
import type { Child } from "hono/jsx";
import type { JSX } from "hono/jsx/jsx-runtime";
import { member } from "../clean.ts";
import type { Words } from "../language.ts";
import { longDate } from "../language.ts";
import type { View } from "../view.ts";
import { EVIDENCE_PARTS, REFUSALS } from "../vocabulary.ts";
import { HEAD, NOTICES } from "../words.ts";

/** The notices under the verdict; none when there is nothing to warn of. */
export const Notices = ({ view }: { view: View }): JSX.Element => {
  const { lang, opinion, standing, simulated } = view;
  return (
    <>
      {opinion.profileInForce === false && <Notice view={view} title={NOTICES.notInForce} text={NOTICES.notInForceLong[lang]} />}
      {standing.kind === "refused" && (
        <Notice view={view} title={NOTICES.refused} text={`${capital(refusalWords(view))}. ${NOTICES.refusedLong[lang]}`} />
      )}
      {simulated && !(standing.kind === "refused" && standing.refusal === "simulated") && (
        <Notice
          view={view}
          title={HEAD.simulated}
          text={(standing.kind === "absent" && view.evidence === undefined ? NOTICES.simulatedReview : HEAD.simulatedLong)[lang]}
        />
      )}
    </>
  );
};

const Notice = ({ view, title, text }: { view: View; title: Words; text: string }): JSX.Element => (
  <p class="notice" role="note">
    <span>
      <b>{title[view.lang]}</b> {text}
    </span>
  </p>
);

/** Why evidence did not count; an unknown reason as the opinion writes it. */
export function refusalWords({ lang, standing }: View): string {
  const refusal = standing.kind === "refused" ? standing.refusal : undefined;
  return member(REFUSALS, refusal)?.[lang] ?? refusal ?? "";
}

/** The evidence in one line: which parts counted and of which day, why none did, or that none was given. */
export const EvidenceLine = ({ view }: { view: View }): JSX.Element => {
  const { lang, standing } = view;
  if (standing.kind === "absent") return <>{HEAD.noLog[lang]}</>;
  if (standing.kind === "refused")
    return (
      <>
        {NOTICES.setAside[lang]}
        {lang === "fr" ? "\u00A0" : ""}: {refusalWords(view)}
      </>
    );
  const day = standing.asOf === undefined ? "" : `, ${NOTICES.takenOn[lang]} ${longDate(lang, standing.asOf)}`;
  return (
    <>
      {standing.parts.map((part, at): Child => {
        const name = member(EVIDENCE_PARTS, part)?.[lang];
        return (
          <>
            {at > 0 && ", "}
            {name ?? <code>{part}</code>}
          </>
        );
      })}
      {day}
    </>
  );
};

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
