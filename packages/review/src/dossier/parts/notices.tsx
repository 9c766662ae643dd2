/** @jsxRuntime automatic @jsxImportSource hono/jsx */
/** Said before anything else is believed: another law, evidence that did not count, a clock that was made up. */
import type { JSX } from "hono/jsx/jsx-runtime";
import { refusalWords } from "../facts/evidence-words.ts";
import { find, typeset, type Words } from "../language.ts";
import type { View } from "../view.ts";
import { HEAD, NOTICES } from "../words.ts";

/** The notices under the verdict; none when there is nothing to warn of. */
export const Notices = ({ view }: { view: View }): JSX.Element => {
  const { lang, opinion, standing, simulated } = view;
  // A law that is not in force has its own notice.
  const told = (opinion.caveats ?? []).filter(({ code }) => code !== "profile-not-in-force");
  const signedBy = opinion.evidence?.signature?.signedBy ?? [];
  return (
    <>
      {opinion.profileInForce === false && <Notice view={view} title={NOTICES.notInForce} text={NOTICES.notInForceLong[lang]} />}
      {standing.kind === "refused" && (
        <Notice view={view} title={NOTICES.refused} text={`${capital(refusalWords(lang, standing))}. ${NOTICES.refusedLong[lang]}`} />
      )}
      {told.map(({ statement }) => (
        <Notice view={view} title={NOTICES.caveat} text={`${capital(typeset(lang, find(statement, lang)?.text ?? ""))}.`} />
      ))}
      {signedBy.length > 0 && <Notice view={view} title={NOTICES.signed} text={`${signedBy.join(", ")}.`} />}
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

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
