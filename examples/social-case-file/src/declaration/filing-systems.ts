/** The files the letter names: DIS, ATMS, DAC, Corbeil, classothèque, RMI, archives. */

import type { State } from "@favorable/example-storyteller";
import type { FilingSystemDocument } from "@favorable/processing";

/** The filing systems of one of the two files. */
export function filingSystems(state: State): Readonly<Record<string, FilingSystemDocument>> {
  const was = state === "was";
  const formality = was ? { formality: "none" as const } : { formality: { kind: "declaration", on: "2011" } as const };
  return {
    dis: {
      label: { fr: "Dossier d'Intervention Sociale (DIS)", en: "social intervention file (DIS)" },
      form: "paper",
      records: ["file"],
      since: "2008-04",
      ...(was ? { retention: "dis" } : { retention: "cases" }),
    },
    atms: { label: { fr: "ATMS", en: "ATMS" }, form: "database", ...(was ? { categories: ["appraisals"] } : {}) },
    dac: { label: { fr: "DAC", en: "DAC" }, form: "database" },
    corbeil: {
      label: {
        fr: "fichier de suivi de l'action sociale de la MDS de Corbeil-Essonnes",
        en: "follow-up file of the MDS of Corbeil-Essonnes",
      },
      form: "spreadsheet",
      place: { fr: "MDS de Corbeil-Essonnes" },
      ...formality,
    },
    archives: {
      label: { fr: "gestion des archives courantes et intermédiaires", en: "management of current and intermediate archives" },
      form: "archive",
      ...formality,
    },
    classotheque: {
      label: { fr: "gestion provisoire de la classothèque", en: "provisional management of the filing room" },
      form: "paper",
      ...(was ? {} : { measures: ["door-code"] as const }),
    },
    rmi: { label: { fr: "attribution du RMI", en: "RMI allocation" }, form: "database" },
    atmsArchives: { label: { fr: "archivage des dossiers ATMS", en: "ATMS archives" }, form: "archive" },
    software: {
      label: {
        fr: "logiciel futur, informations succinctes, non consultable entièrement par l'ensemble du personnel",
        en: "future software, succinct information only, not fully consultable by all staff",
      },
      form: "database",
      state: "planned",
    },
  };
}
