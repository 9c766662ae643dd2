/** Clauses of section VIII: retention. */
import { type Clauses, cameras, ccin, letter, police, rgpd } from "./clause.ts";

const EXCESSIVE = "durée de conservation excessive de données dans plusieurs traitements";
const NO_LONGER = "pendant une durée n'excédant pas celle nécessaire au regard des finalités pour lesquelles elles sont traitées";
const DUTY = "les logs de connexion ne puissent pas être modifiés ou supprimés avant la fin de l’obligation vaccinale";
const OVERDUE = "the presence in the camera-pedestrian of video files dating back more than six months";

export const retentionClauses: Clauses = {
  "ret-defined-per-category": [ccin("VIII", "18 mois à compter du 30 octobre 2021"), rgpd("5, par. 1, e)", NO_LONGER)],
  "ret-anchored-justified": [
    ccin("VIII", "les informations liées à la vaccination sont conservées, conformément à la loi n° 1.509 du 20 septembre 2021"),
    letter(EXCESSIVE),
  ],
  "ret-doctrine-cap": [
    ccin("VIII", "elle considère que les durées sont conformes aux exigences légales"),
    cameras("the time limit for conservation of images"),
    letter(EXCESSIVE),
  ],
  "ret-log-floor": [
    ccin(
      "V",
      "Elle demande par ailleurs que les logs de connexion ne puissent pas être modifiés ou supprimés avant une période de 18 mois.",
    ),
    ccin("dispositif", DUTY),
  ],
  "ret-log-immutable": [ccin("dispositif", DUTY)],
  "ret-no-overdue-records": [cameras(OVERDUE), rgpd("5, par. 1, e)", NO_LONGER)],
  "ret-automatic-purge": [
    ccin("VIII", "si les délais devaient être raccourcis, les données seraient supprimées"),
    police("that of destroying the list at the end of the awareness campaign"),
  ],
  "ret-erasure-evidence": [police("the municipality assured that the file had been destroyed")],
  "ret-copies-removed": [rgpd("17, par. 1", "l'effacement, dans les meilleurs délais, de données à caractère personnel la concernant")],
  "ret-archive-separated": [letter("nouvelles règles d’archivage des données sur support papier et sur support informatique")],
};
