/** The pupils and what they agreed to. */

import type { State } from "@favorable/example-storyteller";
import type { ConsentDocument, SubjectDocument } from "@favorable/processing";

/** The tick box at activation; what the article does not tell of it is not stated. */
export function consent(state: State): ConsentDocument {
  return {
    act: "tick-box",
    askedAt: { fr: "activation en ligne du Pass", en: "activation of the pass on line" },
    wording: [
      { fr: "bons plans", en: "offers" },
      { fr: "des informations liées aux dispositifs régionaux", en: "information about regional schemes" },
    ],
    ...(state === "was"
      ? // One box for two uses.
        { perPurpose: false }
      : {
          perPurpose: true,
          proof: { fr: "journal des cases cochées", en: "log of boxes ticked" },
          withdrawal: { fr: "décocher la case", en: "untick the box" },
          asEasyAsGiving: true,
          version: "2",
          recorded: ["purpose", "version", "time", "proof", "withdrawal"],
          dependent: false,
          parentalBelow: 15,
        }),
  };
}

/** High-school pupils, minors among them. */
export function pupils(state: State): SubjectDocument {
  return {
    label: { fr: "lycéens", en: "high-school pupils" },
    namedAs: { fr: "jeunes de la région", en: "young people of the region" },
    relation: "user",
    minors: true,
    ...(state === "was"
      ? {}
      : {
          minorsRule: { fr: "information rédigée pour des lycéens", en: "notice worded for pupils" },
          ageGate: { below: 15, check: "declared" },
          parental: "consents",
        }),
  };
}
