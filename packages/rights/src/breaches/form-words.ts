/** The words of the notification to the authority. */
import type { Language } from "../register/sheet.ts";
import type { BreachAct, BreachFacts, BreachNature, BreachRisk, PersonsException } from "./breach.ts";
import type { BreachStatus } from "./clock.ts";

type Means = Extract<BreachAct, { act: "notify-persons" }>["means"];
type Item =
  | "notification"
  | "controller"
  | "contact"
  | "processors"
  | "chronology"
  | "delay"
  | "nature"
  | "data"
  | "records"
  | "subjects"
  | "persons"
  | "safeguards"
  | "consequences"
  | "measures"
  | "communication"
  | "countries";

/** Words of one language. */
export interface FormWords {
  readonly title: string;
  readonly case: string;
  readonly due: string;
  readonly unknown: string;
  readonly noneKnown: string;
  readonly initial: string;
  readonly further: string;
  readonly started: string;
  readonly ended: string;
  readonly aware: string;
  readonly told: string;
  readonly items: Readonly<Record<Item, string>>;
  readonly foundBy: Readonly<Record<BreachFacts["foundBy"], string>>;
  readonly nature: Readonly<Record<BreachNature, string>>;
  readonly origin: Readonly<Record<BreachFacts["origin"], string>>;
  readonly special: Readonly<Record<"yes" | "no", string>>;
  readonly risk: Readonly<Record<BreachRisk, string>>;
  readonly measure: Readonly<Record<"taken" | "proposed", string>>;
  readonly means: Readonly<Record<Means, string>>;
  readonly exception: Readonly<Record<PersonsException, string>>;
  readonly persons: Readonly<Record<BreachStatus["persons"], string>>;
}

/** French and English. */
export const FORM_WORDS: Readonly<Record<Language, FormWords>> = {
  fr: {
    title: "Notification d'une violation de données à caractère personnel",
    case: "Dossier",
    due: "Terme des 72 heures",
    unknown: "Pas encore connu : sera communiqué dans une notification complémentaire.",
    noneKnown: "Aucun connu",
    initial: "Notification initiale",
    further: "Notification complémentaire",
    started: "Début",
    ended: "Fin",
    aware: "Prise de connaissance",
    told: "Personnes informées le",
    items: {
      notification: "Type de notification",
      controller: "Responsable du traitement",
      contact: "Délégué à la protection des données ou point de contact",
      processors: "Sous-traitants impliqués",
      chronology: "Chronologie",
      delay: "Motifs du retard",
      nature: "Nature de la violation",
      data: "Catégories de données",
      records: "Nombre approximatif d'enregistrements",
      subjects: "Catégories de personnes concernées",
      persons: "Nombre approximatif de personnes",
      safeguards: "Mesures en place avant la violation",
      consequences: "Conséquences probables",
      measures: "Mesures prises ou envisagées",
      communication: "Communication aux personnes",
      countries: "Autres pays concernés",
    },
    foundBy: {
      staff: "Découverte par le personnel",
      processor: "Signalée par un sous-traitant",
      "data-subject": "Signalée par une personne concernée",
      monitoring: "Découverte par la surveillance du système",
      authority: "Signalée par une autorité",
      other: "Autre circonstance de découverte",
    },
    nature: { confidentiality: "perte de confidentialité", integrity: "perte d'intégrité", availability: "perte de disponibilité" },
    origin: {
      accident: "Origine accidentelle",
      "malicious-internal": "Acte interne malveillant",
      "malicious-external": "Acte externe malveillant",
      unknown: "Origine inconnue",
    },
    special: { yes: "Dont des catégories particulières", no: "Sans catégories particulières" },
    risk: { unlikely: "Risque peu probable", risk: "Risque pour les droits et libertés", high: "Risque élevé pour les droits et libertés" },
    measure: { taken: "prise", proposed: "envisagée" },
    means: {
      "e-mail": "courrier électronique",
      letter: "lettre",
      message: "message",
      phone: "téléphone",
      "in-person": "remise en main propre",
      "public-communication": "communication publique",
    },
    exception: {
      "unintelligible-data": "Données incompréhensibles pour qui n'y est pas autorisé",
      "risk-averted": "Mesures ultérieures : le risque élevé n'est plus susceptible de se matérialiser",
      "disproportionate-effort": "Efforts disproportionnés : communication publique",
    },
    persons: {
      undecided: "Pas encore décidée",
      due: "À faire",
      "not-required": "Non requise : pas de risque élevé",
      told: "Faite",
      exempt: "Exception",
    },
  },
  en: {
    title: "Notification of a personal data breach",
    case: "Case",
    due: "End of the 72 hours",
    unknown: "Not known yet: follows in a further notification.",
    noneKnown: "None known",
    initial: "Initial notification",
    further: "Further notification",
    started: "Start",
    ended: "End",
    aware: "Awareness",
    told: "Persons told on",
    items: {
      notification: "Kind of notification",
      controller: "Controller",
      contact: "Data protection officer or contact point",
      processors: "Processors involved",
      chronology: "Chronology",
      delay: "Reasons for the delay",
      nature: "Nature of the breach",
      data: "Categories of data",
      records: "Approximate number of records",
      subjects: "Categories of data subjects",
      persons: "Approximate number of persons",
      safeguards: "Measures in place before the breach",
      consequences: "Likely consequences",
      measures: "Measures taken or proposed",
      communication: "Communication to the persons",
      countries: "Other countries concerned",
    },
    foundBy: {
      staff: "Found by staff",
      processor: "Reported by a processor",
      "data-subject": "Reported by a data subject",
      monitoring: "Found by monitoring",
      authority: "Reported by an authority",
      other: "Found otherwise",
    },
    nature: { confidentiality: "loss of confidentiality", integrity: "loss of integrity", availability: "loss of availability" },
    origin: {
      accident: "Accidental",
      "malicious-internal": "Malicious, from inside",
      "malicious-external": "Malicious, from outside",
      unknown: "Origin unknown",
    },
    special: { yes: "Special categories among them", no: "No special categories" },
    risk: { unlikely: "Risk unlikely", risk: "Risk to rights and freedoms", high: "High risk to rights and freedoms" },
    measure: { taken: "taken", proposed: "proposed" },
    means: {
      "e-mail": "e-mail",
      letter: "letter",
      message: "message",
      phone: "telephone",
      "in-person": "in person",
      "public-communication": "public communication",
    },
    exception: {
      "unintelligible-data": "Data unintelligible to whoever is not authorised",
      "risk-averted": "Later measures: the high risk is no longer likely to materialise",
      "disproportionate-effort": "Disproportionate effort: public communication",
    },
    persons: {
      undecided: "Not decided yet",
      due: "To be done",
      "not-required": "Not required: no high risk",
      told: "Done",
      exempt: "Exception",
    },
  },
};
