/**
 * The vaccination register of a hospital (CCIN deliberation 2021-206 of 20 October 2021): the file the review is tried on, with the facts
 * that no rule reads. As submitted on 29 September 2021, and as corrected by the conditions of the opinion.
 */
import type { FieldDocument, ProcessingDocument } from "@favorable/processing";
import { chpgCorrected } from "../../../../review/test/chpg-corrected.ts";
import { chpgSubmitted } from "../../../../review/test/chpg-submitted.ts";
import type { State } from "../fact.ts";
import { opinion } from "./opinion.ts";
import { request } from "./request.ts";
import { fieldsMore, timers } from "./timers.ts";

const LAW = "loi n° 1.509 du 20 septembre 2021";

type Named<T> = Readonly<Record<string, T>>;

/** Each thing of that name with more said of it. */
function more<T extends object>(things: Named<T> | undefined, said: Named<Partial<T>>): Named<T> {
  return Object.fromEntries(Object.entries(things ?? {}).map(([id, one]) => [id, { ...one, ...said[id] }]));
}

/** The document of one of the two files. */
export function hospitalRegister(state: State): ProcessingDocument {
  const file = state === "was" ? chpgSubmitted : chpgCorrected;
  const records = Object.fromEntries(
    Object.entries(file.records ?? {}).map(([id, record]) => {
      const added: Named<FieldDocument> = fieldsMore[id] ?? {};
      return [id, { ...record, fields: { ...more(record.fields, added), ...missing(record.fields, added) } }];
    }),
  );
  return {
    ...file,
    kind: "health-follow-up",
    events: {
      ...file.events,
      inForce: { label: { fr: "entrée en vigueur de la loi", en: "the law enters into force" }, on: "2021-10-30" },
      serviceNote: { label: { fr: "note de service sur l'obligation vaccinale", en: "service note on the vaccination duty" } },
    },
    subjects: more(file.subjects, {
      nursingStudents: { groups: [{ fr: "élèves de l'IFSI", en: "students of IFSI (nursing)" }] },
      careStudents: { groups: [{ fr: "élèves de l'IFAS", en: "students of IFAS (care assistants)" }] },
      locums: { groups: [{ fr: "médecins vacataires", en: "locum doctors" }] },
      providers: {
        groups: [
          { fr: "maintenance service technique", en: "technical-service maintenance" },
          { fr: "biomed", en: "biomed" },
        ],
      },
    }),
    purposes: more(file.purposes, {
      followUp: {
        effects: [
          {
            statement: {
              fr: "suspension des fonctions si le devoir n'est pas justifié",
              en: "suspension from duties if the duty is not proved",
            },
            reference: { text: LAW },
          },
        ],
      },
    }),
    functions: more(file.functions, {
      census: { kind: "record", uses: ["situation.scheme"] },
      alerts: { kind: "alert", uses: ["situation.certificateAlert"] },
      statistics: { kind: "statistics", uses: ["situation.scheme"] },
      digitising: { kind: "digitise", uses: ["situation.vaccinationProof"] },
    }),
    origins: more(file.origins, {
      subject: { channels: ["paper", "mail"] },
      occupationalHealth: { label: { fr: "OMT ou DASA", en: "OMT or DASA" }, channels: ["secure-mail"] },
    }),
    records,
    timers,
    filingSystems: {
      documents: {
        label: { fr: "Gestion Électronique de Documents", en: "electronic document system" },
        form: "document-management",
        records: ["situation"],
      },
    },
    authorisations: { limitedTo: { administrators: ["maintenance", "security"] } },
    proceedings: state === "was" ? request : { ...request, ...opinion },
  };
}

function missing(fields: Named<FieldDocument>, added: Named<FieldDocument>): Named<FieldDocument> {
  return Object.fromEntries(Object.entries(added).filter(([id]) => !Object.hasOwn(fields, id)));
}
