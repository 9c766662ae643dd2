/** Facts of `reference/other-seeds.md`, S4. */
import type { Fact, State } from "../fact.ts";

const said: readonly Fact[] = [
  ["offers for young people", "/purposes/offers/statement/en", "Send the offers of the Pass'Région"],
  ["practical information on schemes", "/purposes/schemes/statement/en", "Inform about regional schemes"],
  ["young people of the region", "/subjects/pupils/namedAs/en", "young people of the region"],
  ["mobile numbers", "/records/youth/fields/phone/kind", "contact"],
  ["of high-school pupils", "/subjects/pupils/label/en", "high-school pupils"],
  ["minors among them", "/subjects/pupils/minors", true],
  ["consent collected at activation", "/purposes/offers/bases/0/consent/askedAt/en", "activation of the pass on line"],
  ["tick box", "/purposes/offers/bases/0/consent/act", "tick-box"],
  ["first allowed use quoted", "/purposes/offers/bases/0/consent/wording/0/fr", "bons plans"],
  ["second allowed use quoted", "/purposes/offers/bases/0/consent/wording/1/fr", "des informations liées aux dispositifs régionaux"],
  [
    "what the box said, as the president's office stated it",
    "/proceedings/answer/remarks/box/statement/en",
    "pupils could tick a box to receive information of the region and the content of the pass",
  ],
  ["what the box is held against", "/proceedings/answer/remarks/box/concerns", ["/purposes/offers/bases/0/consent"]],
  ["complaint by the father of a recipient", "/proceedings/complaint/by/en", "the father of a pupil who received it, a mayor"],
  ["neither regional-scheme information nor offers", "/proceedings/complaint/remarks/noUse/kind", "allegation"],
  ["political communication", "/proceedings/complaint/remarks/political/statement/en", "political communication"],
  ["he reserves the right to seize the CNIL", "/proceedings/complaint/failing/en", "reserves the right to seize the CNIL"],
];

/** The facts of each state. */
export const youthPassFacts: Readonly<Record<State, readonly Fact[]>> = {
  was: [
    ...said,
    ["controller: region Auvergne-Rhône-Alpes", "/controller/name", "Région Auvergne-Rhône-Alpes"],
    ["one box for two uses", "/purposes/offers/bases/0/consent/perPurpose", false],
    ["the list left with no ledger", "/security/exports", { encrypted: false, ledger: false }],
    ["a good start of the school year", "/purposes/greeting/statement/en", "Wish a good start of the school year"],
    ["no basis of its own", "/purposes/greeting/bases", undefined],
    ["SMS signed by the president, also of a party", "/functions/sendGreeting", { kind: "send", actors: ["presidentOfTheRegion"] }],
    ["the numbers were used for it", "/functions/sendGreeting/uses", ["youth.phone"]],
    ["the field carries the use that was made", "/records/youth/fields/phone/purposes", ["offers", "schemes", "greeting"]],
    ["nothing is told of proof or withdrawal", "/purposes/offers/bases/0/consent/proof", undefined],
  ],
  corrected: [
    ...said,
    ["the controller is an invented region", "/controller/name", "Une région"],
    ["the greeting is no purpose", "/purposes/greeting", undefined],
    ["the number serves the two uses only", "/records/youth/fields/phone/purposes", ["offers", "schemes"]],
    [
      "purposes frozen at collection",
      "/purposes/offers/bases/0/consent",
      { version: "2", recorded: ["purpose", "version", "time", "proof", "withdrawal"] },
    ],
    ["bulk extraction needs purpose, approval, log", "/security/exports", { ledger: true, approvedBy: "passTeam" }],
    ["parental rule", "/subjects/pupils", { parental: "consents", ageGate: { below: 15, check: "declared" } }],
  ],
};
