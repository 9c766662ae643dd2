/**
 * What may be looked at for a feared event, from what is declared: persons who have access, supports, categories, effects. A proposal names the
 * declared part it comes from and is for a person to keep, change or strike out; how grave and how likely an event is, nobody proposes.
 */
import type { CategoryDocument, RiskDocument } from "@favorable/processing";
import { entries } from "../../facts.ts";
import { coded, type Named, named, type Saying } from "../saying.ts";

type Feared = RiskDocument["feared"];

/** Proposed entries of the three lists. */
export interface Proposal {
  readonly impacts: readonly string[];
  readonly threats: readonly string[];
  readonly sources: readonly string[];
}

/** What a proposal ends with. */
export function toValidate({ t }: Saying): string {
  return t(" (à valider)", " (to be validated)");
}

/** The proposals for an event; none where nothing is declared that they could come from. */
export function proposed(say: Saying, feared: Feared): Proposal {
  const marked = (lines: readonly string[]): readonly string[] => [...new Set(lines)].map((line) => `${line}${toValidate(say)}`);
  return { impacts: marked(IMPACTS[feared](say)), threats: marked(THREATS[feared](say)), sources: marked(sources(say, feared)) };
}

/** The labels of parts, in the quotation marks of the language. */
function labels(say: Saying, part: Named, ids: readonly string[]): string {
  return ids.map((id) => say.t(`« ${named(say, part, id).text} »`, `“${named(say, part, id).text}”`)).join(", ");
}

const idsOf = (part: Readonly<Record<string, unknown>> | "none" | undefined): readonly string[] =>
  part === "none" ? [] : entries<unknown>(part).map(([id]) => id);

/** A sentence that names declared parts, where there are any. */
function about(say: Saying, part: Named, ids: readonly string[], fr: string, en: string): readonly string[] {
  return ids.length === 0 ? [] : [`${say.t(`${fr} : `, `${en}: `)}${labels(say, part, ids)}`];
}

function sources(say: Saying, feared: Feared): readonly string[] {
  const { document, t } = say;
  const roles = entries(document.access?.roles);
  const technical = roles.flatMap(([id, { kind }]) => (kind === "technical" ? [id] : []));
  const others = roles.flatMap(([id, { kind }]) => (kind === "technical" ? [] : [id]));
  const outside = document.security?.exposed === true;
  const held = idsOf(document.categories).length > 0;
  const person = (kind: "internal-person" | "external-person"): string => capital(coded(say, kind));
  return [
    ...about(
      say,
      "roles",
      others,
      `${person("internal-person")}, par erreur ou à dessein`,
      `${person("internal-person")}, by error or on purpose`,
    ),
    ...about(say, "roles", technical, "Personnel technique et administrateurs", "Technical staff and administrators"),
    ...about(say, "processors", idsOf(document.processors), "Personnel des sous-traitants", "Staff of the processors"),
    ...(feared === "illegitimate-access" ? about(say, "recipients", idsOf(document.recipients), "Destinataires", "Recipients") : []),
    ...(outside || held
      ? [
          `${person("external-person")}${outside ? t(", depuis le réseau public où le traitement est accessible", ", from the public network that reaches the processing") : t(", sans habilitation", ", without authorisation")}`,
        ]
      : []),
    ...(held && feared !== "illegitimate-access"
      ? [
          `${capital(coded(say, "no-person"))}${t(" : panne, sinistre, logiciel malveillant non ciblé", ": failure, disaster, untargeted malware")}`,
        ]
      : []),
  ];
}

/** Whether some role may do something. */
function granted({ document }: Saying, action: "modify" | "add" | "delete" | "extract"): boolean {
  const { grants, actions = [] } = document.access ?? {};
  return entries(grants).some(([, cells]) =>
    entries(cells).some(([, cell]) => (cell === "all" ? actions.includes(action) : cell !== "none" && cell.includes(action))),
  );
}

/** The filing systems of a form. */
function systems({ document }: Saying, ...forms: readonly string[]): readonly string[] {
  return entries(document.filingSystems).flatMap(([id, { form }]) => (forms.includes(form) ? [id] : []));
}

const THREATS: Readonly<Record<Feared, (say: Saying) => readonly string[]>> = {
  "illegitimate-access"(say) {
    const { document, t } = say;
    const { access, security, links, recipients } = document;
    const channels = entries(links).flatMap(([id, { channel }]) => (channel === undefined ? [] : [id]));
    return [
      ...(access === undefined ? [] : [t("Consultation au-delà du besoin de la mission", "Reading beyond what the mission needs")]),
      ...(access?.accounts?.shared === true || security?.passwords !== undefined
        ? [t("Usage du compte ou du mot de passe d'une autre personne", "Use of another person's account or password")]
        : []),
      ...(granted(say, "extract")
        ? [
            t(
              "Copie ou extraction emportée, perdue ou transmise à un tiers",
              "Copy or extract carried away, lost or passed to a third party",
            ),
          ]
        : []),
      ...about(say, "links", channels, "Interception ou erreur d'envoi dans un échange", "Interception or misdirection in an exchange"),
      ...about(say, "recipients", idsOf(recipients), "Usage par un destinataire à d'autres fins", "Use by a recipient for other ends"),
      ...paperThreat(say, "Lecture, perte ou vol de documents papier", "Reading, loss or theft of paper documents"),
      ...(security?.exposed === true ? [t("Attaque depuis le réseau public", "Attack from the public network")] : []),
    ];
  },
  "unwanted-change"(say) {
    const { document, t } = say;
    const incoming = entries(document.links).flatMap(([id, { direction }]) => (direction === "out" ? [] : [id]));
    const certifying = entries(document.origins).flatMap(([id, { kind }]) => (kind === "file" || kind === "third-party" ? [id] : []));
    return [
      ...(granted(say, "add") || granted(say, "modify")
        ? [t("Saisie erronée, ou modification par une personne habilitée", "Wrong entry, or change by an authorised person")]
        : []),
      ...about(say, "links", incoming, "Reprise erronée d'un échange", "Wrong data taken from an exchange"),
      ...about(say, "origins", certifying, "Information inexacte à l'origine", "Information that is wrong at its origin"),
      ...(document.security === undefined ? [] : [t("Altération par un logiciel malveillant", "Alteration by malware")]),
    ];
  },
  disappearance(say) {
    const { document, t } = say;
    const hosted = idsOf(document.hosting).length > 0 || systems(say, "database", "file-server", "document-management").length > 0;
    return [
      ...(granted(say, "delete") ? [t("Suppression par erreur ou à dessein", "Deletion by error or on purpose")] : []),
      ...(document.purge?.automatic === true
        ? [t("Purge avant le terme, par une règle erronée", "Purge before its term, by a wrong rule")]
        : []),
      ...(hosted || document.security !== undefined
        ? [t("Panne, sinistre ou logiciel malveillant (rançon)", "Failure, disaster or malware (ransom)")]
        : []),
      ...paperThreat(say, "Perte ou destruction de documents papier", "Loss or destruction of paper documents"),
    ];
  },
};

function paperThreat(say: Saying, fr: string, en: string): readonly string[] {
  const own = systems(say, "paper");
  if (own.length > 0) return about(say, "filingSystems", own, fr, en);
  return say.document.security?.paper?.used === true ? [say.t(fr, en)] : [];
}

/** Kinds of data that tell where persons are or what they do. */
const WATCHED: ReadonlySet<string> = new Set(["cctv", "body-camera", "badge-event", "working-time", "geolocation", "call-recording"]);

const IMPACTS: Readonly<Record<Feared, (say: Saying) => readonly string[]>> = {
  "illegitimate-access"(say) {
    const special = categories(say, (one) => one.special !== undefined);
    const watched = categories(say, (one) => WATCHED.has(one.kind ?? ""));
    const ids = categories(say, (one) => one.nationalId === true);
    const rest = categories(say, () => true).filter((id) => ![...special, ...watched, ...ids].includes(id));
    return [
      ...about(
        say,
        "categories",
        special,
        "Révélation d'informations sensibles, discrimination possible",
        "Disclosure of sensitive information, possible discrimination",
      ),
      ...about(say, "categories", ids, "Usurpation d'identité", "Identity theft"),
      ...about(say, "categories", watched, "Connaissance des déplacements ou des habitudes", "Knowledge of movements or habits"),
      ...about(
        say,
        "categories",
        rest,
        "Atteinte à la vie privée par la révélation d'informations",
        "Intrusion on privacy by disclosure of information",
      ),
      ...fragile(say),
    ];
  },
  "unwanted-change"(say) {
    const { document, t } = say;
    const effects = entries(document.purposes).flatMap(([id, { effects: own = [] }]) => (own.length > 0 ? [id] : []));
    const decisions = document.automatedDecisions === "none" ? [] : entries(document.automatedDecisions);
    const all = categories(say, () => true);
    return [
      ...about(
        say,
        "purposes",
        effects,
        "Effets sur les personnes pris sur des informations inexactes",
        "Effects on the persons drawn from inaccurate information",
      ),
      ...(decisions.length > 0
        ? [t("Décision automatisée prise sur des informations inexactes", "Automated decision on inaccurate information")]
        : []),
      ...about(
        say,
        "categories",
        all,
        "Décision ou démarche fondée sur des informations inexactes",
        "Decision or step founded on inaccurate information",
      ),
      ...fragile(say),
    ];
  },
  disappearance(say) {
    const { document, t } = say;
    return [
      ...about(
        say,
        "purposes",
        idsOf(document.purposes),
        "Interruption du service ou du suivi",
        "Interruption of the service or follow-up",
      ),
      ...about(
        say,
        "categories",
        categories(say, () => true),
        "Informations à fournir de nouveau",
        "Information to be given anew",
      ),
      ...(document.rights === undefined
        ? []
        : [t("Impossibilité de répondre à l'exercice d'un droit", "No answer possible to the exercise of a right")]),
      ...fragile(say),
    ];
  },
};

function categories({ document }: Saying, of: (one: CategoryDocument) => boolean): readonly string[] {
  return entries(document.categories).flatMap(([id, one]) => (of(one) ? [id] : []));
}

function fragile(say: Saying): readonly string[] {
  const ids = entries(say.document.subjects).flatMap(([id, { minors, vulnerable }]) =>
    minors === true || vulnerable === true ? [id] : [],
  );
  return about(
    say,
    "subjects",
    ids,
    "Conséquences aggravées pour des personnes mineures ou vulnérables",
    "Graver consequences for minors or vulnerable persons",
  );
}

function capital(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
