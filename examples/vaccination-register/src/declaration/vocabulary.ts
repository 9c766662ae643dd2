/** Sections I to III of the file: purposes and their bases, the persons, the categories of information, the origins. */
import { defineVocabulary } from "@favorable/fields";
import { corrected, LAW_1165, LAW_1509, type State } from "./state.ts";

/** The duty, and before it enters into force the consent of those who answer early (deliberation, II). */
function bases(_state: State) {
  return [
    {
      kind: "consent",
      from: "2021-10-21",
      until: "2021-10-29",
      consent: {
        perPurpose: true,
        proof: { fr: "formulaire daté et signé", en: "dated and signed form" },
        withdrawal: { fr: "sur simple demande au délégué à la protection des données", en: "on request to the data-protection officer" },
        asEasyAsGiving: true,
        imbalance: {
          fr: "aucune conséquence n'est attachée à l'absence de réponse avant le 30 octobre 2021",
          en: "nothing follows from not answering before 30 October 2021",
        },
      },
    },
    {
      kind: "legal-obligation",
      from: "2021-10-30",
      // The law gives the duty no last day: it ends when another text says so.
      endEvent: "endOfDuty",
      reference: { text: LAW_1509, article: "1" },
      criterion: { fr: "soumises à l'obligation vaccinale", en: "subject to the vaccination duty" },
    },
  ] as const;
}

/** Volunteers, students and externals fall under the duty only when in direct contact with the persons received. */
const nonStaffScope = {
  text: LAW_1509,
  article: "1, 2)",
  included: {
    fr: "toute personne qui, sans être membre du personnel, y exerce une activité en contact direct avec des personnes accueillies",
    en: "anyone who, without being staff, is active there in direct contact with the persons received",
  },
  excluded: {
    fr: "celle qui exerce ponctuellement cette activité sans contact direct",
    en: "whoever does so occasionally and without direct contact",
  },
} as const;

/** The vocabulary of one of the two files. */
export function registerVocabulary(state: State) {
  const everyone = ["staff", "students", "volunteers", "externals"] as const;
  return defineVocabulary({
    subjects: {
      staff: {
        label: { fr: "l'ensemble du personnel du CHPG", en: "all CHPG staff" },
        namedAs: { fr: "employés", en: "employees" },
        relation: "staff",
        legalScope: {
          text: LAW_1509,
          article: "1, 1)",
          included: { fr: "tout membre du personnel d'un établissement de santé", en: "every member of staff of a health establishment" },
        },
      },
      students: {
        label: { fr: "les élèves de l'IFSI et de l'IFAS", en: "students of the IFSI and the IFAS" },
        namedAs: { fr: "personnes intervenant au CHPG", en: "persons working at CHPG" },
        relation: "student",
        ...corrected(state, { legalScope: nonStaffScope }),
      },
      volunteers: {
        label: { fr: "les bénévoles", en: "volunteers" },
        namedAs: { fr: "personnes intervenant au CHPG", en: "persons working at CHPG" },
        relation: "volunteer",
        ...corrected(state, { legalScope: nonStaffScope }),
      },
      externals: {
        label: {
          fr: "les intervenants extérieurs (médecins vacataires, prestataires extérieurs)",
          en: "external persons (locum doctors, external providers)",
        },
        namedAs: { fr: "personnes intervenant au CHPG", en: "persons working at CHPG" },
        relation: "external",
        ...corrected(state, { legalScope: nonStaffScope }),
      },
    },
    purposes: {
      followUp: {
        statement:
          state === "submitted"
            ? {
                fr: "Suivi de la vaccination des employés du CHPG contre la COVID-19",
                en: "Follow-up of the vaccination of CHPG employees against COVID-19",
              }
            : {
                fr: "Suivi de la vaccination des employés et des personnes intervenant au CHPG soumises à l'obligation vaccinale",
                en: "Follow-up of the vaccination of employees and of persons working at CHPG who are subject to the vaccination duty",
              },
        object: { fr: "Suivi de la vaccination", en: "Follow-up of the vaccination" },
        population: state === "submitted" ? ["staff"] : everyone,
        bases: bases(state),
        main: true,
      },
      statistics: {
        statement: {
          fr: "Statistiques sur le pourcentage de personnes vaccinées ou non",
          en: "Statistics on the percentage of persons vaccinated or not",
        },
        population: everyone,
        bases: bases(state),
      },
      maintenance: {
        statement: {
          fr: "Maintenance et sécurité de l'application de suivi de la vaccination",
          en: "Maintenance and security of the vaccination follow-up application",
        },
        population: everyone,
        bases: [{ kind: "legal-obligation", from: "2021-10-21", reference: { text: LAW_1165, article: "17" } }],
      },
    },
    categories: {
      identityStaff: { label: { fr: "Identité du personnel et des élèves", en: "Identity of staff and students" } },
      identityExternal: {
        label: { fr: "Identité des bénévoles et des intervenants extérieurs", en: "Identity of volunteers and external persons" },
      },
      professionalLife: { label: { fr: "Formation, diplômes, vie professionnelle", en: "Training, diplomas, professional life" } },
      loginLogs: { label: { fr: "Données d'identification électronique", en: "Electronic identification" }, kind: "access-log" },
      timeInformation: { label: { fr: "Informations temporelles", en: "Time information" } },
      vaccinationProofs: {
        label: { fr: "Éléments de suivi du schéma vaccinal complet", en: "Full vaccination scheme" },
        special: "health",
        condition: { text: LAW_1509, article: "1 and 2" },
      },
      comments: { label: { fr: "Commentaires", en: "Comments" } },
      sicknessPosition: {
        label: { fr: "Position maladie", en: "Sickness position" },
        special: "health",
        condition: { text: LAW_1509, article: "1 and 2" },
      },
      salaryWithholding: { label: { fr: "Suivi de la retenue sur salaire", en: "Salary-withholding follow-up" } },
      vaccinationStatus: {
        label: { fr: "Statut vaccinal", en: "Vaccination status" },
        special: "health",
        kind: "campaign-list",
        condition: { text: LAW_1509, article: "1 and 2" },
      },
      contraIndication: {
        label: { fr: "Éléments de contre-indication", en: "Contra-indication" },
        special: "health",
        condition: { text: LAW_1509, article: "1 and 2" },
      },
    },
    origins: {
      hrFile: { label: { fr: "le fichier RH", en: "the HR file" }, kind: "file", link: "humanResources" },
      externalBody: {
        label: { fr: "l'organisme bénévole et l'intervenant extérieur", en: "the volunteer body and the external person" },
        kind: "third-party",
      },
      subject: { label: { fr: "la personne concernée", en: "the data subject" }, kind: "subject" },
      occupationalHealth: {
        label: {
          fr: "l'Office de la Médecine du Travail (OMT) ou la Direction de l'Action Sanitaire (DASA)",
          en: "the occupational-health office (OMT) or the health directorate (DASA)",
        },
        kind: "third-party",
        certifies: true,
      },
      application: {
        label: { fr: "l'application de suivi de la vaccination", en: "the vaccination follow-up application" },
        kind: "application",
      },
      system: { label: { fr: "le système", en: "the system" }, kind: "system" },
    },
  });
}
