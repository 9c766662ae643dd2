/** The file of CCIN deliberation 2021-206 as the hospital submitted it: what the deliberation does not report is not stated. */
import type { FieldDocument, FieldKind, ProcessingDocument } from "@favorable/processing";

const field = (category: string, origins: readonly string[], kind: FieldKind, more: Partial<FieldDocument> = {}): FieldDocument => ({
  category,
  origins,
  purposes: ["followUp"],
  kind,
  ...more,
});

const LAW = "loi n° 1.509 du 20 septembre 2021";
const full = ["read", "add", "modify", "delete"] as const;
const outsiders = { fr: "personnes intervenant au CHPG", en: "persons working at CHPG" };

const proofOf = (origin: string): FieldDocument => field("vaccinationStatus", [origin], "document", { proof: true });
const dated = (...origins: readonly string[]): FieldDocument => field("vaccinationStatus", origins, "date");

const categories: NonNullable<ProcessingDocument["categories"]> = {
  identityStaff: { label: { fr: "identité du personnel et des élèves", en: "identity of staff and students" } },
  identityOutsiders: {
    label: { fr: "identité des bénévoles et des intervenants extérieurs", en: "identity of volunteers and external persons" },
  },
  professionalLife: { label: { fr: "formation, diplômes, vie professionnelle", en: "training, diplomas, professional life" } },
  connectionLogs: { label: { fr: "données d'identification électronique", en: "electronic identification" }, kind: "access-log" },
  timeInformation: { label: { fr: "informations temporelles", en: "time information" } },
  vaccinationScheme: {
    label: { fr: "éléments de suivi du schéma vaccinal complet", en: "follow-up of the full scheme" },
    special: "health",
  },
  comments: { label: { fr: "commentaires", en: "comments" } },
  sicknessPosition: { label: { fr: "position maladie", en: "sickness position" }, special: "health" },
  salaryWithholding: { label: { fr: "suivi retenue sur salaire", en: "salary withholding" } },
  vaccinationStatus: { label: { fr: "statut vaccinal de l'agent", en: "vaccination status" }, special: "health" },
  contraIndication: { label: { fr: "éléments de contre-indication", en: "contra-indication" }, special: "health" },
};

const all = Object.fromEntries(Object.keys(categories).map((id) => [id, full]));

export const chpgSubmitted: ProcessingDocument = {
  format: "favorable-processing/2",
  id: "chpg-vaccination-follow-up",
  stage: "submitted",
  zone: "Europe/Monaco",
  // Not in the deliberation: the first day on which it could lawfully begin, the day after the opinion.
  startsOn: "2021-10-21",
  controller: {
    name: "Centre Hospitalier Princesse Grace",
    kind: "public-body",
    nature: { fr: "établissement public autonome", en: "autonomous public establishment" },
    country: "MC",
    foundingTexts: [{ text: "loi n° 127 du 15 janvier 1930" }, { text: "loi n° 918 du 27 décembre 1971" }],
  },
  dpo: { contact: "Délégué à la protection des données" },
  events: { endOfDuty: { label: { fr: "fin de l'obligation vaccinale", en: "end of the vaccination duty" } } },
  subjects: {
    staff: { label: { fr: "l'ensemble du personnel", en: "all staff" }, namedAs: { fr: "employés", en: "employees" }, relation: "staff" },
    nursingStudents: { label: { fr: "élèves de l'IFSI", en: "students of IFSI" }, namedAs: outsiders, relation: "student" },
    careStudents: { label: { fr: "élèves de l'IFAS", en: "students of IFAS" }, namedAs: outsiders, relation: "student" },
    volunteers: { label: { fr: "bénévoles", en: "volunteers" }, namedAs: outsiders, relation: "volunteer" },
    locums: { label: { fr: "médecins vacataires", en: "locum doctors" }, namedAs: outsiders, relation: "external" },
    providers: { label: { fr: "prestataires extérieurs", en: "external providers" }, namedAs: outsiders, relation: "external" },
  },
  purposes: {
    followUp: {
      statement: {
        fr: "Suivi de la vaccination des employés du CHPG contre la COVID-19",
        en: "Follow-up of the vaccination of CHPG employees against COVID-19",
      },
      object: { fr: "Suivi de la vaccination", en: "Follow-up of the vaccination" },
      population: ["staff"],
      main: true,
      bases: [
        { kind: "consent", until: "2021-10-29" },
        {
          kind: "legal-obligation",
          from: "2021-10-30",
          endEvent: "endOfDuty",
          reference: { text: LAW, article: "1" },
          criterion: { fr: "soumises à l'obligation vaccinale", en: "subject to the vaccination duty" },
        },
      ],
    },
  },
  functions: {
    census: { label: { fr: "recenser la situation vaccinale", en: "record the vaccination situation" }, purposes: ["followUp"] },
    alerts: {
      label: { fr: "suivi dynamique avec alertes à destination des gestionnaires", en: "dynamic follow-up with alerts to case managers" },
      purposes: ["followUp"],
      actors: ["caseManagers"],
    },
    statistics: { label: { fr: "réaliser des statistiques", en: "make statistics" }, purposes: ["followUp"] },
    digitising: { label: { fr: "numérisation du justificatif", en: "digitising the proof" }, purposes: ["followUp"] },
  },
  categories,
  origins: {
    hrFile: { label: { fr: "fichier RH", en: "HR file" }, kind: "file", link: "humanResources" },
    volunteerBody: { label: { fr: "organisme bénévole", en: "volunteer body" }, kind: "third-party" },
    outsider: { label: { fr: "intervenant extérieur", en: "external person" }, kind: "subject" },
    subject: { label: { fr: "personne concernée", en: "data subject" }, kind: "subject" },
    occupationalHealth: { label: { fr: "OMT", en: "OMT" }, kind: "third-party", certifies: true },
    application: { label: { fr: "application de suivi de la vaccination", en: "follow-up application" }, kind: "application" },
    system: { label: { fr: "système", en: "system" }, kind: "system" },
  },
  records: {
    agent: {
      subjects: ["staff", "nursingStudents", "careStudents"],
      fields: {
        staffNumber: field("identityStaff", ["hrFile"], "identifier", { subject: true }),
        surname: field("identityStaff", ["hrFile"], "text"),
        firstName: field("identityStaff", ["hrFile"], "text"),
        grade: field("professionalLife", ["hrFile"], "text"),
        establishmentCode: field("professionalLife", ["hrFile"], "text"),
        serviceCode: field("professionalLife", ["hrFile"], "text"),
        serviceTitle: field("professionalLife", ["hrFile"], "text"),
        status: field("professionalLife", ["hrFile"], "closed-list"),
        contractEnd: field("timeInformation", ["hrFile"], "date"),
        functionEnd: field("timeInformation", ["hrFile"], "date"),
        functionEndReason: field("timeInformation", ["hrFile"], "other", { reason: true }),
        longIllnessExemption: field("timeInformation", ["hrFile"], "other"),
        sicknessPosition: field("sicknessPosition", ["hrFile"], "closed-list"),
      },
    },
    outsider: {
      subjects: ["volunteers", "locums", "providers"],
      fields: {
        surname: field("identityOutsiders", ["volunteerBody", "outsider"], "text", { subject: true }),
        firstName: field("identityOutsiders", ["volunteerBody", "outsider"], "text"),
      },
    },
    situation: {
      subjects: ["staff", "nursingStudents", "careStudents", "volunteers", "locums", "providers"],
      fields: {
        certificateAlert: field("timeInformation", ["application"], "date"),
        proofReceivedOn: field("timeInformation", ["hrFile"], "date"),
        doseOn: field("timeInformation", ["hrFile"], "date"),
        nextDoseDue: field("timeInformation", ["hrFile"], "date"),
        vaccinationProof: field("vaccinationScheme", ["subject"], "document", { proof: true }),
        comment: field("comments", ["application"], "free-text", { moderator: "hrDirector" }),
        scheme: field("vaccinationStatus", ["subject", "occupationalHealth", "application"], "closed-list"),
        doseProof: proofOf("subject"),
        receivedOn: dated("subject", "occupationalHealth"),
        dueOn: dated("subject", "occupationalHealth"),
        recoveryCertificate: proofOf("subject"),
        recoveryIssuedOn: dated("subject"),
        recoveryValidUntil: dated("subject"),
        noAnswerOn: dated("application"),
        negativeAnswerOn: dated("application"),
        exemptionReason: field("vaccinationStatus", ["subject"], "other", { reason: true }),
        exemptionFrom: dated("subject"),
        exemptionUntil: dated("subject"),
        contraIndicationCertificate: field("contraIndication", ["subject"], "document", { proof: true }),
        contraIndicationUntil: field("contraIndication", ["subject"], "date"),
        committeeOn: field("contraIndication", ["subject"], "date"),
        withholding: field("salaryWithholding", ["application"], "closed-list"),
        withholdingFrom: field("salaryWithholding", ["application"], "date"),
        withholdingUntil: field("salaryWithholding", ["application"], "date"),
        withholdingProof: field("salaryWithholding", ["application"], "document"),
      },
    },
    connection: {
      subjects: ["staff"],
      fields: {
        actor: field("connectionLogs", ["system"], "identifier", { subject: true }),
        at: field("connectionLogs", ["system"], "instant"),
      },
    },
  },
  notices: {
    policy: {
      title: { fr: "Politique générale de la protection des données à caractère personnel des professionnels du CHPG" },
      attached: false,
      channels: [{ kind: "intranet", reaches: ["staff"] }],
    },
  },
  rights: {
    contact: { fr: "Délégué à la protection des données", en: "Data-protection officer" },
    channels: ["e-mail"],
    means: {
      access: { how: { fr: "par courrier électronique", en: "by e-mail" } },
      rectification: { how: { fr: "par courrier électronique", en: "by e-mail" } },
    },
  },
  access: {
    actions: full,
    roles: {
      hrDirector: {
        label: { fr: "directeur de la Direction des Ressources Humaines", en: "director of human resources" },
        mission: { fr: "direction des Ressources Humaines", en: "human resources" },
        purposes: ["followUp"],
      },
      careDirector: {
        label: { fr: "directeur de la CGDS", en: "director of general care coordination" },
        mission: { fr: "Coordination Générale des Soins", en: "general care coordination" },
        purposes: ["followUp"],
      },
      medicalDirector: {
        label: { fr: "directeur de la DAM", en: "director of medical affairs" },
        mission: { fr: "Direction des Affaires Médicales", en: "medical affairs" },
        purposes: ["followUp"],
      },
      administrators: {
        label: { fr: "administrateurs DSIO", en: "DSIO administrators" },
        mission: { fr: "maintenance et sécurité", en: "maintenance and security" },
        purposes: ["followUp"],
        kind: "technical",
      },
    },
    grants: { hrDirector: all, careDirector: all, medicalDirector: all, administrators: all },
  },
  logs: { events: ["connection"], category: "connectionLogs" },
  links: {
    humanResources: {
      processing: { fr: "Gestion des ressources humaines et paie", en: "Human resources and payroll" },
      status: "reviewed",
      direction: "in",
      purposes: ["followUp"],
      carries: ["identityStaff", "professionalLife", "timeInformation", "sicknessPosition"],
      channel: { kind: "file-transfer", encrypted: true },
    },
    messaging: {
      processing: { fr: "Gestion de la messagerie professionnelle du CHPG", en: "CHPG professional messaging" },
      status: "reviewed",
      direction: "in",
      purposes: ["followUp"],
      carries: ["vaccinationScheme", "vaccinationStatus", "contraIndication"],
      channel: { kind: "mail" },
    },
  },
  recipients: {},
  // « Aucune observation » of the Commission on the measures (C26): they were declared, the deliberation does not repeat them.
  security: {
    passwords: { minimumLength: 12, storedAs: "salted-hash" },
    encryption: { inTransit: true, atRest: true },
  },
  retention: {
    vaccination: {
      categories: Object.keys(categories).filter((id) => id !== "connectionLogs"),
      start: { kind: "fixed-date", on: "2021-10-30" },
      maximum: { period: "P18M" },
      then: "delete",
      reference: { text: LAW },
    },
    logs: { categories: ["connectionLogs"], maximum: { period: "P1Y" } },
  },
  purge: { automatic: true, every: "P1D", followsShortening: true },
  governance: { formality: { kind: "opinion-request", on: "2021-09-29" } },
};
