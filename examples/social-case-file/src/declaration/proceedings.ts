/** From the audit of 2007 to the letter that closes the complaint (22 July 2011). Persons are told by their role. */
import type { ProcessingDocument } from "@favorable/processing";

const files = (...ids: readonly string[]): readonly string[] => ids.map((id) => `/filingSystems/${id}`);

/** The acts, the same for both files. */
export const letters: NonNullable<ProcessingDocument["proceedings"]> = {
  audit: {
    kind: "report",
    on: "2007-05",
    by: { fr: "cabinet d'audit mandaté par le Conseil général", en: "audit firm mandated by the council" },
    remarks: {
      computerise: {
        kind: "finding",
        statement: { fr: "informatiser le dossier social", en: "computerise the case file" },
        concerns: ["/functions/computerisation"],
      },
    },
  },
  complaint: {
    kind: "complaint",
    on: "2009-05",
    authority: "CNIL",
    by: { fr: "syndicat CGT du Conseil général", en: "CGT union of the council" },
    outcome: "closed",
  },
  inspection: {
    kind: "inspection",
    on: "2009-10-06",
    authority: "CNIL",
    follows: "complaint",
    title: { fr: "contrôle sur place", en: "on-site check" },
  },
  breaches: {
    kind: "notice-of-breaches",
    on: "2010-06-01",
    authority: "CNIL",
    follows: "inspection",
    outcome: "breach",
    legalBasis: { text: "loi du 6 janvier 1978 modifiée en août 2004" },
    remarks: {
      a: {
        kind: "breach",
        section: "IX",
        statement: { fr: "absence de formalités préalables", en: "no prior formalities" },
        concerns: files("archives", "corbeil"),
      },
      b: {
        kind: "breach",
        section: "III",
        statement: {
          fr: "appréciations subjectives et données de vie privée dans ATMS, traitement systématique du NIR dans le DIS",
          en: "subjective appreciations and private-life data in ATMS, systematic NIR in DIS",
        },
        concerns: [...files("atms", "dis"), "/categories/appraisals", "/categories/nir"],
      },
      c: {
        kind: "breach",
        section: "VIII",
        statement: { fr: "durée de conservation excessive", en: "excessive retention" },
        concerns: files("dac", "atms", "corbeil", "classotheque", "rmi", "atmsArchives"),
      },
      d: {
        kind: "breach",
        section: "IV",
        statement: { fr: "défaut d'information des personnes", en: "no information of persons" },
        concerns: ["/notices"],
      },
      e: {
        kind: "breach",
        section: "VII",
        statement: {
          fr: "insuffisance des mesures de sécurité et de confidentialité, manuelles et informatiques",
          en: "insufficient security and confidentiality, manual and computer",
        },
        concerns: ["/security", "/security/paper"],
      },
    },
  },
  reply: {
    kind: "reply",
    on: "2010-07-26",
    by: { fr: "le président du Conseil général", en: "the president of the council" },
    follows: "breaches",
    remarks: {
      notComputerised: {
        kind: "measure",
        statement: { fr: "le DIS ne sera pas informatisé", en: "the DIS will not be computerised" },
        concerns: ["/functions/computerisation/state"],
      },
    },
  },
  officer: {
    kind: "reply",
    on: "2010-10-12",
    by: { fr: "le président du Conseil général", en: "the president of the council" },
    follows: "reply",
    remarks: {
      designated: {
        kind: "measure",
        statement: { fr: "désignation d'un correspondant informatique et libertés", en: "a data-protection officer (CIL) is appointed" },
        concerns: ["/dpo"],
      },
    },
  },
  measures: {
    kind: "reply",
    on: "2011-02-24",
    by: { fr: "le président du Conseil général", en: "the president of the council" },
    follows: "officer",
    remarks: {
      awareness: {
        kind: "measure",
        statement: { fr: "sensibilisation du personnel, contrôles inopinés", en: "staff awareness, unannounced checks" },
        concerns: ["/security/organisation"],
      },
      archiving: {
        kind: "measure",
        statement: { fr: "nouvelles règles d'archivage, papier et informatique", en: "new archiving rules, paper and computer" },
        concerns: ["/retention"],
      },
      mention: {
        kind: "measure",
        statement: {
          fr: "mention d'information dans la charte graphique, sur tout support de collecte, et affichage dans les locaux",
          en: "information mention in the graphic charter, on every collection form, and display in public premises",
        },
        concerns: ["/notices"],
      },
      doorCode: {
        kind: "measure",
        statement: { fr: "digicode pour les classothèques", en: "digicode on filing rooms" },
        concerns: files("classotheque"),
      },
    },
  },
  closure: { kind: "closure", on: "2011-07-22", authority: "CNIL", follows: "measures", outcome: "closed" },
};
