/** The procedure for the rights of the persons: channels, identity, clock, answer, ledger. */
import type { ProcessingDocument, RightKind } from "@favorable/processing";
import type { NoticeRegime } from "@favorable/rights";
import { count } from "../../dossier/language.ts";
import { lawOf, regimeOf, rightsDue } from "../law.ts";
import { heading, list, paragraph, table } from "../paper/blocks.ts";
import type { Block, Item, Line, Paper } from "../paper/paper.ts";
import { cited, coded, codes, key, named, paperOf, period, type Saying, saying, text, yes } from "../saying.ts";
import { memberItem, stated } from "../stated.ts";
import { evidenceFor, type LawSheetOptions, lawLine, type ObservedSheetOptions, observedOn } from "./options.ts";

const RIGHTS: readonly RightKind[] = ["access", "rectification", "erasure", "restriction", "objection", "portability"];

/** How the procedure is written. */
export type RightsOptions = ObservedSheetOptions & LawSheetOptions;

/**
 * Writes the procedure (GDPR art. 12 and 15 to 22; law 1.565 art. 10; CCIN 2021-206 §IV): six steps, each with what the declaration states of it, and how each right
 * is exercised.
 *
 * @throws `EVIDENCE_MISMATCH` for evidence of another declaration; `EVIDENCE_INVALID`
 */
export function rightsProcedure(document: ProcessingDocument, { language, evidence, asOf }: RightsOptions): Paper {
  const say = saying(document, language);
  const { t } = say;
  const regime = regimeOf(document, asOf);
  const bundle = evidenceFor(document, evidence);
  const { rights } = document;
  return paperOf(say, t("Procédure d'exercice des droits", "Procedure for the rights of the persons"), [
    ...(rights === undefined ? [paragraph(t("L'exercice des droits n'est pas déclaré.", "The exercise of rights is not stated."))] : []),
    lawLine(say, regime),
    heading(2, t("Étapes", "Steps")),
    ...list(undefined, steps(say, regime)),
    heading(2, t("Droit par droit", "Right by right")),
    rightsTable(say, regime),
    ...list(
      t("Il est également déclaré :", "Also stated:"),
      stated(
        say,
        rights,
        ["rights"],
        ["contact", "channels", "answerWithin", "identityCheck", "identityCopy", "means", "propagation", "ledger"],
      ),
    ),
    heading(2, t("Registre des demandes", "Ledger of requests")),
    ...observedOn(say, bundle),
    ...ledger(say, bundle),
  ]);
}

function steps(say: Saying, regime: NoticeRegime): readonly Item[] {
  const { document, t, language } = say;
  const law = lawOf(regime);
  const { contact, channels, answerWithin, identityCheck, identityCopy, propagation, ledger } = document.rights ?? {};
  const copy = identityCopy === undefined ? say.unstated : identityCopy === "never-asked" ? coded(say, identityCopy) : undefined;
  return [
    {
      line: t("1. Recevoir la demande", "1. Receive the request"),
      items: [value(t("contact", "contact"), text(say, contact), say), value(t("canaux", "channels"), codes(say, channels, "rights"), say)],
    },
    {
      line: t("2. L'inscrire au registre, avec sa date de réception", "2. Enter it in the ledger, with the day it came"),
      items: [value(t("registre tenu", "ledger kept"), yes(say, ledger), say)],
    },
    {
      line: t("3. S'assurer de l'identité du demandeur", "3. Make sure who is asking"),
      items: [
        value(t("vérification", "check"), codes(say, identityCheck), say),
        ...(copy === undefined
          ? memberItem(say, "identityCopy", identityCopy, ["rights"])
          : [value(t("copie d'un titre d'identité", "copy of an identity document"), copy, say)]),
      ],
    },
    // GDPR art. 12(3): one month, two more for complex or many requests, the person being told within the first.
    {
      line: t("4. Répondre dans le délai", "4. Answer in time"),
      items: [
        value(t("délai déclaré", "stated period"), period(say, answerWithin), say),
        {
          line: t(
            `délai légal : un mois à compter de la réception (${law.answer.fr})`,
            `legal period: one month of receipt (${law.answer.en})`,
          ),
        },
      ],
    },
    {
      line: `${t("5. Informer les destinataires des rectifications et effacements", "5. Tell recipients of rectifications and erasures")}${
        law.propagation === undefined ? "" : ` (${law.propagation[language]})`
      }`,
      items: [value(t("fait", "done"), yes(say, propagation), say)],
    },
    { line: t("6. Clore la demande et conserver la preuve de la réponse", "6. Close the request and keep the proof of the answer") },
  ];
}

function value(name: string, said: Line, { t }: Saying): Item {
  return { line: [{ text: `${name}${t(" : ", ": ")}` }, ...(Array.isArray(said) ? said : [said])] as Line };
}

/** The rights that the law gives whatever the basis, and those that are declared: under law 1.165, access and rectification. */
function rightsTable(say: Saying, regime: NoticeRegime): Block {
  const { document, t } = say;
  const means = document.rights?.means;
  const due = rightsDue(document, regime);
  const shown = RIGHTS.filter((kind) => regime !== "mc-1165" || due.includes(kind) || means?.[kind] !== undefined);
  return table(
    t("Modalités d'exercice", "How each right is exercised"),
    [t("Droit", "Right"), t("Modalités", "How"), t("Contact", "Contact"), t("Fonctionnalité", "Function"), t("Texte", "Text")],
    shown.map((kind): readonly Line[] => {
      const own = means?.[kind];
      return [
        key(say, kind),
        text(say, own?.how),
        own?.contact === undefined ? text(say, document.rights?.contact) : text(say, own.contact),
        own?.function === undefined ? say.unstated : named(say, "functions", own.function),
        cited(say, own?.reference),
      ];
    }),
    "",
  );
}

function ledger(say: Saying, bundle: ReturnType<typeof evidenceFor>): readonly Block[] {
  const { t, language } = say;
  const requests = bundle?.requests;
  if (requests === undefined) return [];
  const { received, open, late } = requests;
  return [
    paragraph(
      t(
        `Demandes reçues : ${count("fr", received)} ; en cours : ${count("fr", open)} ; en retard : ${count("fr", late)}.`,
        `Requests received: ${count(language, received)}; open: ${count(language, open)}; late: ${count(language, late)}.`,
      ),
    ),
  ];
}
