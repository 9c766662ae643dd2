/** One sheet of the register: the blocks of the CNIL's model, filled from a declaration. */
import type { ProcessingDocument, SpecialKind } from "@favorable/processing";
import { entries, fieldsOf, retentionsOf } from "../../facts.ts";
import type { Line } from "../paper/paper.ts";
import { joined, spansOf } from "../paper/spans.ts";
import { bound, cited, coded, codes, day, named, names, type Saying, startOfRule, text } from "../saying.ts";
import type { RegisterRow } from "./row.ts";
import { securityLines } from "./security.ts";

/** The kinds of sensitive data that have a box: those of GDPR art. 9(1) and 10, social appraisal; national identifiers follow. */
const SENSITIVE: readonly SpecialKind[] = [
  "racial-or-ethnic",
  "political",
  "religious-or-philosophical",
  "trade-union",
  "genetic",
  "biometric",
  "health",
  "sex-life",
  "offences",
  "social-appraisal",
];

/** The rows of a controller's sheet (GDPR art. 30(1)(a) to (g); law 1.565 art. 27, which adds legal basis and profiling). */
export function controllerRows(say: Saying): readonly RegisterRow[] {
  const { document, t } = say;
  const purposes = entries(document.purposes);
  const isMain = ([, { main }]: (typeof purposes)[number]): boolean => main === true || purposes.length === 1;
  const statement = ([, purpose]: (typeof purposes)[number]): Line => text(say, purpose.statement);
  return [
    ...identity(say),
    {
      label: t("Responsable du traitement", "Controller"),
      values: document.controller === undefined ? [] : [controllerLine(document.controller)],
    },
    ...parties(say),
    { label: t("Finalité principale", "Main purpose"), values: purposes.filter(isMain).map(statement) },
    {
      label: t("Autres finalités", "Other purposes"),
      values: purposes
        .filter((one) => !isMain(one))
        .map(statement)
        .concat(purposes.length === 1 ? [none(say)] : []),
    },
    { label: t("Bases légales", "Legal bases"), values: bases(say) },
    { label: t("Profilage et décisions automatisées", "Profiling and automated decisions"), values: decisions(say) },
    {
      label: t("Applications et fichiers concernés", "Applications and filing systems"),
      values: entries(document.filingSystems).map(([id]) => named(say, "filingSystems", id)),
    },
    {
      label: t("Catégories de personnes", "Categories of persons"),
      values: entries(document.subjects).map(([id]) => named(say, "subjects", id)),
    },
    {
      label: t("Catégories de données", "Categories of data"),
      values: entries(document.categories).map(([id]) => named(say, "categories", id)),
    },
    { label: t("Données sensibles", "Sensitive data"), values: sensitive(say) },
    { label: t("Durées de conservation", "Retention periods"), values: keeping(say) },
    {
      label: t("Services internes ayant accès", "Internal services with access"),
      values: entries(document.access?.roles).map(([id]) => named(say, "roles", id)),
    },
    {
      label: t("Destinataires externes", "External recipients"),
      values: stated(say, document.recipients, (id) => named(say, "recipients", id)),
    },
    { label: t("Sous-traitants", "Processors"), values: stated(say, document.processors, (id) => named(say, "processors", id)) },
    {
      label: t("Transferts hors de l'Union européenne ou du pays", "Transfers outside the European Union or the country"),
      values: transfers(say),
    },
    ...securityLines(say),
    ...assessment(say),
  ];
}

/** The rows of a processor's sheet (GDPR art. 30(2)(a) to (d)). */
export function processorRows(say: Saying): readonly RegisterRow[] {
  const { document, t } = say;
  const principals = Array.isArray(document.onBehalfOf) ? document.onBehalfOf : [];
  return [
    ...identity(say),
    { label: t("Sous-traitant", "Processor"), values: document.controller === undefined ? [] : [controllerLine(document.controller)] },
    {
      label: t("Responsables pour le compte desquels il agit", "Controllers on whose behalf it acts"),
      values: principals.map(controllerLine),
    },
    { label: t("Représentants des responsables", "Representatives of the controllers"), values: representatives(say, principals) },
    ...parties(say).filter(({ label }) => label !== t("Responsables conjoints", "Joint controllers")),
    {
      label: t("Catégories de traitements effectués", "Categories of processing carried out"),
      values: [
        ...entries(document.purposes).map(([id]) => named(say, "purposes", id)),
        ...entries(document.functions).map(([id]) => named(say, "functions", id)),
      ],
    },
    {
      label: t("Sous-traitants ultérieurs", "Sub-processors"),
      values: stated(say, document.processors, (id) => named(say, "processors", id)),
    },
    {
      label: t("Transferts hors de l'Union européenne ou du pays", "Transfers outside the European Union or the country"),
      values: transfers(say),
    },
    ...securityLines(say),
  ];
}

type Body = NonNullable<ProcessingDocument["controller"]>;

function identity(say: Saying): readonly RegisterRow[] {
  const { document, t } = say;
  const entry = document.governance?.register;
  return [
    { label: t("Référence", "Reference"), values: [entry?.reference ?? document.id] },
    { label: t("Nom du traitement", "Name of the processing"), values: nameOf(say) },
    {
      label: t("Date de création de la fiche", "Sheet created on"),
      values: entry?.createdOn === undefined ? [] : [day(say, entry.createdOn)],
    },
    { label: t("Date de mise à jour", "Sheet updated on"), values: entry?.modifiedOn === undefined ? [] : [day(say, entry.modifiedOn)] },
  ];
}

/** The title; the main purpose where there is none, as a deliberation names a processing. */
function nameOf(say: Saying): readonly Line[] {
  const { title, purposes } = say.document;
  if (title !== undefined) return [text(say, title)];
  const all = entries(purposes);
  const [main] = all.filter(([, { main: first }]) => first === true);
  const named = main ?? (all.length === 1 ? all[0] : undefined);
  return named === undefined ? [] : [text(say, named[1].statement)];
}

function controllerLine({ name, contact, country, department }: Body): Line {
  return [name, department?.fr ?? department?.en, contact, country].filter((part) => part !== undefined).join(", ");
}

function representatives(say: Saying, bodies: readonly Body[]): readonly Line[] {
  const found = bodies.flatMap(({ representative }) =>
    representative === undefined ? [] : [`${representative.name}, ${representative.contact}`],
  );
  return found.length === 0 ? [say.unstated] : found;
}

function parties(say: Saying): readonly RegisterRow[] {
  const { document, t } = say;
  const { jointControllers: joint, dpo, controller } = document;
  return [
    {
      label: t("Responsables conjoints", "Joint controllers"),
      values: joint === undefined ? [] : joint === "none" ? [none(say)] : joint.controllers.map(controllerLine),
    },
    {
      label: t("Représentant", "Representative"),
      values: controller?.representative === undefined ? [] : representatives(say, [controller]),
    },
    {
      label: t("Délégué à la protection des données", "Data protection officer"),
      values: dpo === undefined ? [] : dpo === "none" ? [none(say)] : [dpo.contact],
    },
  ];
}

function bases(say: Saying): readonly Line[] {
  return entries(say.document.purposes).flatMap(([id, { bases = [] }]) =>
    bases.map(({ kind, reference }) =>
      joined([named(say, "purposes", id), coded(say, kind), ...(reference === undefined ? [] : [cited(say, reference)])], ", "),
    ),
  );
}

function decisions(say: Saying): readonly Line[] {
  return stated(say, say.document.automatedDecisions, (_, { label, profiling }) => [
    ...spansOf(text(say, label)),
    { text: profiling === true ? say.t(" (profilage)", " (profiling)") : "" },
  ]);
}

/** The model's boxes: ticked from what is declared, and of the others nothing is said, for silence is no « no ». */
function sensitive(say: Saying): readonly Line[] {
  const { document, t } = say;
  const kinds = new Set(entries(document.categories).map(([, { special }]) => special));
  const ids = [
    ...entries(document.categories).map(([, { nationalId }]) => nationalId),
    ...fieldsOf(document).map(({ field }) => field.nationalId),
  ].filter((one) => one !== undefined);
  const number = ids.includes(true) ? true : ids.length > 0 ? false : undefined;
  if (number === undefined && !SENSITIVE.some((kind) => kinds.has(kind))) return [];
  const box = (held: boolean | undefined, label: string): string => {
    const said = held === undefined ? say.unstated : held ? t("oui", "yes") : t("non", "no");
    return `${held === true ? "☒" : "☐"} ${label}${t(" : ", ": ")}${said}`;
  };
  return [
    ...SENSITIVE.map((kind) => box(kinds.has(kind) ? true : undefined, coded(say, kind))),
    box(number, t("numéro national d'identification", "national identification number")),
  ];
}

function keeping(say: Saying): readonly Line[] {
  const { document, t } = say;
  const ids = [
    ...new Set([
      ...entries(document.categories).map(([id]) => id),
      ...entries(document.retention).flatMap(([, { categories }]) => categories),
    ]),
  ];
  return ids.flatMap((id): readonly Line[] => {
    const rules = retentionsOf(document, id);
    const colon = t(" : ", ": ");
    if (rules.length === 0) return [[named(say, "categories", id), { text: `${colon}${say.unstated}` }]];
    return rules.map(({ retention }) => [
      named(say, "categories", id),
      { text: colon },
      ...spansOf(bound(say, retention.maximum)),
      { text: t(" (point de départ : ", " (start: ") },
      ...spansOf(startOfRule(say, retention)),
      { text: ")" },
    ]);
  });
}

function transfers(say: Saying): readonly Line[] {
  return stated(say, say.document.transfers, (_, one) => [
    { text: `${one.to}, ` },
    ...spansOf(names(say, "categories", one.categories)),
    { text: say.t(`, garantie : ${coded(say, one.safeguard)}`, `, safeguard: ${coded(say, one.safeguard)}`) },
  ]);
}

function assessment(say: Saying): readonly RegisterRow[] {
  const { document, t } = say;
  const { riskCriteria, impactAssessment } = document.governance ?? {};
  const enough =
    riskCriteria === undefined
      ? []
      : [
          riskCriteria.length >= 2
            ? t("oui : au moins deux critères", "yes: two criteria or more")
            : t("non : moins de deux critères", "no: fewer than two criteria"),
        ];
  return [
    { label: t("Critères de risque remplis", "Risk criteria met"), values: riskCriteria === undefined ? [] : [codes(say, riskCriteria)] },
    // WP248 rev.01, III.B(a): in most cases, two criteria call for an assessment.
    { label: t("Analyse d'impact nécessaire", "Impact assessment needed"), values: enough },
    {
      label: t("Analyse d'impact", "Impact assessment"),
      values: impactAssessment === undefined ? [] : [text(say, impactAssessment.title)],
    },
  ];
}

/** The entries of a part; `none` where it is stated that there is none. */
function stated<T>(
  say: Saying,
  part: Readonly<Record<string, T>> | "none" | undefined,
  line: (id: string, one: T) => Line,
): readonly Line[] {
  if (part === undefined) return [];
  if (part === "none" || Object.keys(part).length === 0) return [none(say)];
  return entries(part).map(([id, one]) => line(id, one));
}

function none(say: Saying): string {
  return say.t("néant", "none");
}
