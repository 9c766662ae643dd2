/** Who is heard and on what: the visas, the preamble, the texts and attachments a draft has regard to. */
import { member } from "../../dossier/clean.ts";
import { entries } from "../../facts.ts";
import type { Opinion } from "../../opinion.ts";
import { heading, list, paragraph } from "../paper/blocks.ts";
import type { Block, Language, Line } from "../paper/paper.ts";
import { spansOf } from "../paper/spans.ts";
import { quoted } from "../parts/purposes.ts";
import { cited, coded, day, key, type Saying, text } from "../saying.ts";
import { VISAS } from "./visas.ts";

/** The texts, the declaration, its attachments and the evidence. */
export function visasOf(say: Saying, opinion: Opinion): readonly Block[] {
  const { document, t, language } = say;
  const founding = member(VISAS, opinion.profile) ?? [opinion.profileTitle];
  const special = entries(document.purposes).flatMap(([, { bases = [] }]) => bases.flatMap(({ reference }) => reference ?? []));
  const own = [...(document.controller?.foundingTexts ?? []), ...special].map((reference) => withArticle(cited(say, reference), language));
  const filed = document.governance?.formality;
  const lines: readonly Line[] = [
    ...founding.map((one) => one[language]),
    ...new Set(own),
    filed === undefined
      ? t(`la déclaration (date du dépôt : ${say.unstated})`, `the declaration (day of filing: ${say.unstated})`)
      : t(
          `la déclaration du ${day(say, filed.on)} (${coded(say, filed.kind)})`,
          `the declaration of ${day(say, filed.on)} (${coded(say, filed.kind)})`,
        ),
    ...attachments(say),
    ...evidence(say, opinion),
  ];
  return list(
    undefined,
    lines.map((line) => ({ line: [{ text: t("Vu ", "Having regard to ") }, ...spansOf(line), { text: t(" ;", ";") }] })),
  );
}

function attachments(say: Saying): readonly Line[] {
  const { document, t } = say;
  const joined = entries(document.notices).flatMap(([, notice]) => (notice.attached ? [text(say, notice.title)] : []));
  const assessment = document.governance?.impactAssessment;
  if (assessment?.attached === true) joined.push(text(say, assessment.title));
  return joined.map((title) => [{ text: t("la pièce jointe ", "the attachment ") }, ...spansOf(quoted(say, title))]);
}

/** The evidence, where it counted. */
function evidence(say: Saying, { evidence: { used, asOf, sha256 } }: Opinion): readonly Line[] {
  if (!used || sha256 === undefined) return [];
  const { t } = say;
  const on = asOf === undefined ? "" : t(` du ${day(say, asOf)}`, ` of ${day(say, asOf)}`);
  return [[{ text: t(`les preuves d'exécution${on}, SHA-256 `, `the runtime evidence${on}, SHA-256 `) }, { text: sha256, code: true }]];
}

/** The article a visa needs in French, where the kind of text tells it. */
function withArticle(reference: string, language: Language): string {
  if (language === "en") return reference;
  if (/^(loi|délibération|décision|convention|recommandation|directive|constitution)\b/i.test(reference)) return `la ${reference}`;
  if (/^(ordonnance|arrêté|instruction|article)\b/i.test(reference)) return `l'${reference}`;
  return /^(règlement|code|décret|RGPD)\b/i.test(reference) ? `le ${reference}` : reference;
}

/** Who is responsible, why the file is examined and how far. */
export function preambleOf(say: Saying, opinion: Opinion): readonly Block[] {
  const { t } = say;
  const { fired, satisfied, notAssessable, human } = opinion.counts;
  const rules = fired + satisfied + notAssessable + human;
  return [
    heading(2, t("Préambule", "Preamble")),
    ...controllerLines(say),
    paragraph(regimeLine(say, opinion)),
    paragraph(
      t(
        `L'examen porte sur ce que la déclaration énonce${opinion.evidence.used ? " et sur ce qui a été constaté du système" : " ; aucune preuve d'exécution n'y est prise en compte"} ; il applique ${rules} règles. Ce qui n'est pas déclaré n'est pas supposé${human === 0 ? "" : human === 1 ? " ; une question est laissée à une personne" : ` ; ${human} questions sont laissées à une personne`}.`,
        `The review is of what the declaration states${opinion.evidence.used ? " and of what was observed of the system" : "; no runtime evidence is taken into account"}; it applies ${rules} rules. What is not stated is not assumed${human === 0 ? "" : human === 1 ? "; one question is left to a person" : `; ${human} questions are left to a person`}.`,
      ),
    ),
  ];
}

function controllerLines(say: Saying): readonly Block[] {
  const { document, t } = say;
  const { controller, jointControllers: joint, onBehalfOf, dpo } = document;
  if (controller === undefined) return [paragraph(t("Le responsable du traitement n'est pas déclaré.", "The controller is not stated."))];
  const nature = [coded(say, controller.kind), ...(controller.nature === undefined ? [] : [text(say, controller.nature).text])];
  const texts = (controller.foundingTexts ?? []).map((one) => cited(say, one));
  const others = [
    ...(joint === undefined || joint === "none"
      ? []
      : [[key(say, "jointControllers"), joint.controllers.map(({ name }) => name)] as const]),
    ...(onBehalfOf === undefined || onBehalfOf === "none" ? [] : [[key(say, "onBehalfOf"), onBehalfOf.map(({ name }) => name)] as const]),
    ...(dpo === undefined || dpo === "none" ? [] : [[key(say, "dpo"), [dpo.contact]] as const]),
  ];
  const silent = (["jointControllers", "onBehalfOf", "dpo"] as const).filter((name) => document[name] === undefined);
  return [
    paragraph(
      t(
        `Le responsable du traitement est : ${controller.name} (${nature.join(", ")}${texts.length === 0 ? "" : ` ; textes institutifs : ${texts.join(" ; ")}`}).`,
        `The controller is: ${controller.name} (${nature.join(", ")}${texts.length === 0 ? "" : `; founding texts: ${texts.join("; ")}`}).`,
      ),
    ),
    ...others.map(([name, who]) => paragraph(`${capital(name)}${t(" : ", ": ")}${who.join(say.apart)}.`)),
    ...(silent.length === 0
      ? []
      : [paragraph(`${t("Non déclaré : ", "Not stated: ")}${silent.map((name) => key(say, name)).join(", ")}.`)]),
  ];
}

/** Law 1.165, article 7, has the processings of a public body submitted for an opinion (CCIN 2021-206, preamble). */
function regimeLine(say: Saying, opinion: Opinion): string {
  const { document, t, language } = say;
  const title = opinion.profileTitle[language];
  if (opinion.profile === "ccin-1165" && document.controller?.kind === "public-body")
    return t(
      "Mis en œuvre par un organisme public, le traitement est soumis à l'avis de la Commission conformément à l'article 7 de la loi n° 1.165.",
      "Carried out by a public body, the processing is submitted for the opinion of the Commission under article 7 of law 1.165.",
    );
  const filed = document.governance?.formality;
  const formality = filed === undefined ? "" : `${t(" Formalité déclarée : ", " Formality stated: ")}${coded(say, filed.kind)}.`;
  return `${t(`Le traitement est examiné au regard du droit suivant : ${title}.`, `The processing is reviewed under the following law: ${title}.`)}${formality}`;
}

function capital(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
