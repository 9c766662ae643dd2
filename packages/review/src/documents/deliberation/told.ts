/** What the controller declares, section by section, as a deliberation tells it: the essential in sentences; annex C lists all of it. */
import { entries } from "../../facts.ts";
import type { Section } from "../../verdict.ts";
import { declaredMeasures } from "../dpia/measures.ts";
import { heading, list, paragraph } from "../paper/blocks.ts";
import type { Block, Item } from "../paper/paper.ts";
import { labelled } from "../paper/spans.ts";
import { matrixTable } from "../parts/access.ts";
import { informationTable } from "../parts/information.ts";
import { absence } from "../parts/parties.ts";
import { basesTable, quoted } from "../parts/purposes.ts";
import { coded, codes, key, named, names, period, type Saying, text } from "../saying.ts";
import { keepingTable, type Reviewed } from "./facts.ts";

/** The sections of a draft, before anything is found of them. */
export const TOLD: Readonly<Record<Section, (say: Saying, reviewed: Reviewed) => readonly Block[]>> = {
  I: purposes,
  II: (say) => [basesTable(say)],
  III: (say) => [paragraph(say.t("Les informations exploitées sont :", "The information processed is:")), informationTable(say, false)],
  IV: rights,
  V: access,
  VI: parties,
  VII: security,
  VIII: (say, reviewed) => [keepingTable(say, reviewed), ...purge(say)],
  IX: necessity,
};

function purposes(say: Saying): readonly Block[] {
  const { document, t } = say;
  const all = entries(document.purposes);
  const main = all.filter(([, one]) => one.main === true);
  const [first] = main.length > 0 ? main : all;
  const others = all.filter(([id]) => id !== first?.[0]);
  return [
    first === undefined
      ? paragraph(t("La finalité du traitement n'est pas déclarée.", "The purpose of the processing is not stated."))
      : paragraph([
          {
            text: t(
              "Le responsable de traitement indique que le traitement a pour finalité ",
              "The controller states that the purpose of the processing is ",
            ),
          },
          ...quoted(say, named(say, "purposes", first[0])),
          { text: "." },
        ]),
    ...list(
      t("Il poursuit également les finalités suivantes :", "It also serves these purposes:"),
      others.map(([id]) => ({ line: named(say, "purposes", id) })),
    ),
    ...(document.subjects === undefined
      ? [paragraph(t("Les personnes concernées ne sont pas déclarées.", "The persons concerned are not stated."))]
      : list(
          t("Les personnes concernées sont :", "The persons concerned are:"),
          entries(document.subjects).map(([id]) => ({ line: named(say, "subjects", id) })),
        )),
    ...(document.functions === undefined
      ? [paragraph(t("Les fonctionnalités ne sont pas déclarées.", "The functions are not stated."))]
      : list(
          t("Les fonctionnalités sont les suivantes :", "The functions are:"),
          entries(document.functions).map(([id]) => ({ line: named(say, "functions", id) })),
        )),
  ];
}

function rights(say: Saying): readonly Block[] {
  const { document, t, language } = say;
  const notices = entries(document.notices).map(([id, { channels }]) => ({
    line: quoted(say, named(say, "notices", id)),
    items: channels.map(({ kind, reaches }) => ({ line: labelled(language, coded(say, kind), names(say, "subjects", reaches)) })),
  }));
  const own = document.rights;
  const declared = entries(own?.means).flatMap(([kind, means]): readonly Item[] =>
    means === undefined ? [] : [{ line: labelled(language, key(say, kind, "rights"), text(say, means.how)) }],
  );
  const where = `${text(say, own?.contact).text}${own?.channels === undefined ? "" : ` (${codes(say, own.channels, "rights")})`}`;
  return [
    heading(3, t("Sur l'information préalable", "Prior information")),
    ...(notices.length === 0
      ? [paragraph(t("Aucune notice d'information n'est déclarée.", "No information notice is stated."))]
      : list(t("L'information préalable des personnes concernées est assurée par :", "The persons concerned are informed by:"), notices)),
    heading(3, t("Sur l'exercice des droits", "Exercise of rights")),
    ...(own === undefined
      ? [paragraph(t("L'exercice des droits n'est pas déclaré.", "The exercise of rights is not stated."))]
      : [
          paragraph(
            t(
              `Les droits s'exercent auprès de la personne suivante : ${where}. Délai de réponse : ${period(say, own.answerWithin)}.`,
              `Rights are exercised with: ${where}. Time to answer: ${period(say, own.answerWithin)}.`,
            ),
          ),
          ...list(t("Sont déclarés :", "These are stated:"), declared),
        ]),
  ];
}

function access(say: Saying): readonly Block[] {
  const { document, t, language } = say;
  if (document.access === undefined)
    return [paragraph(t("Les personnes ayant accès ne sont pas déclarées.", "The persons with access are not stated."))];
  return [
    ...list(
      t("Les personnes habilitées à avoir accès au traitement sont :", "The persons who may have access to the processing are:"),
      entries(document.access.roles).map(([id, { mission }]) => ({
        line: mission === undefined ? named(say, "roles", id) : labelled(language, named(say, "roles", id).text, text(say, mission)),
      })),
    ),
    matrixTable(say, document.access),
  ];
}

function parties(say: Saying): readonly Block[] {
  const { document, t } = say;
  const leads = [
    ["links", t("Le traitement est rapproché ou interconnecté avec :", "The processing is linked with:")],
    ["recipients", t("Les destinataires des informations sont :", "The recipients of the information are:")],
    ["processors", t("Il est fait appel aux sous-traitants suivants :", "These processors are called upon:")],
  ] as const;
  const to = entries(document.transfers).map(([, one]) => ({ line: one.to }));
  return [
    ...leads.flatMap(([part, lead]) => {
      const all = entries<unknown>(document[part]);
      return all.length === 0
        ? [paragraph(absence(say, part, document))]
        : list(
            lead,
            all.map(([id]) => ({ line: named(say, part, id) })),
          );
    }),
    ...(to.length === 0
      ? [paragraph(absence(say, "transfers", document))]
      : list(t("Des informations sont transférées vers :", "Information is transferred to:"), to)),
  ];
}

function security(say: Saying): readonly Block[] {
  const { document, t } = say;
  const titles = declaredMeasures(say).map(({ title }) => title);
  const held = [...entries(document.filingSystems).map(([id]) => named(say, "filingSystems", id).text)];
  const said = t("Les mesures déclarées portent sur : ", "The measures stated are about: ");
  return [
    paragraph(
      titles.length === 0
        ? t("Les mesures de sécurité ne sont pas déclarées.", "Security measures are not stated.")
        : `${said}${titles.map((title) => `${title.charAt(0).toLowerCase()}${title.slice(1)}`).join(say.apart)}.`,
    ),
    ...(held.length === 0
      ? []
      : [paragraph(`${t("Les informations sont tenues dans : ", "The information is held in: ")}${held.join(say.apart)}.`)]),
    paragraph(t("Le détail figure à l'annexe C.", "Annex C gives the details.")),
  ];
}

function purge(say: Saying): readonly Block[] {
  const { document, t } = say;
  if (document.purge === undefined) return [paragraph(t("La suppression n'est pas déclarée.", "The purge is not stated."))];
  const { automatic, every } = document.purge;
  const how = automatic === undefined ? say.unstated : automatic ? t("automatique", "automatic") : t("non automatique", "not automatic");
  return [
    paragraph(
      `${t("Suppression : ", "Purge: ")}${how}${every === undefined ? "" : t(`, périodicité : ${period(say, every)}`, `, every ${period(say, every)}`)}.`,
    ),
  ];
}

function necessity(say: Saying): readonly Block[] {
  const { document, t } = say;
  const { necessity: need, impactAssessment } = document.governance ?? {};
  return [
    paragraph(
      need === undefined
        ? t("La nécessité du traitement n'est pas déclarée.", "The necessity of the processing is not stated.")
        : [
            { text: t("Le responsable de traitement indique que : ", "The controller states that: ") },
            text(say, need.statement),
            { text: "." },
          ],
    ),
    paragraph(
      impactAssessment === undefined
        ? t("Aucune analyse d'impact n'est déclarée.", "No impact assessment is stated.")
        : [
            { text: t("Une analyse d'impact est déclarée : ", "An impact assessment is stated: ") },
            text(say, impactAssessment.title),
            { text: "." },
          ],
    ),
  ];
}
