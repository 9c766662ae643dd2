/** @jsxRuntime automatic @jsxImportSource hono/jsx */
/** Said before anything else is believed: another law, evidence that did not count, a clock that was made up. */
import type { JSX } from "hono/jsx/jsx-runtime";
import { refusalWords } from "../facts/evidence-words.ts";
import type { Words } from "../language.ts";
import type { View } from "../view.ts";
import { HEAD, NOTICES } from "../words.ts";

/** The notices under the verdict; none when there is nothing to warn of. */
export const Notices = ({ view }: { view: View }): JSX.Element => {
  const { lang, opinion, standing, simulated } = view;
  return (
    <>
      {opinion.profileInForce === false && <Notice view={view} title={NOTICES.notInForce} text={NOTICES.notInForceLong[lang]} />}
      {standing.kind === "refused" && (
        <Notice view={view} title={NOTICES.refused} text={`${capital(refusalWords(lang, standing))}. ${NOTICES.refusedLong[lang]}`} />
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

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
