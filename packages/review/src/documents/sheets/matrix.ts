/** The access matrix: role by category, then who each role is and why. */
import type { ProcessingDocument } from "@favorable/processing";
import { list, paragraph } from "../paper/blocks.ts";
import type { Paper } from "../paper/paper.ts";
import { matrixTable, roleTable } from "../parts/access.ts";
import { paperOf, saying } from "../saying.ts";
import { memberItem, stated } from "../stated.ts";
import type { SheetOptions } from "./options.ts";

/**
 * Writes the access matrix (CCIN 2021-206 §V): rights, missions, rows in reach, conditions, how grants are given, reviewed and withdrawn, logs.
 * `@favorable/access/documents` prints the same matrix of a running system, purpose by purpose.
 */
export function accessMatrix(document: ProcessingDocument, { language }: SheetOptions): Paper {
  const say = saying(document, language);
  const { access, authorisations, tenants, logs } = document;
  const { t } = say;
  const title = t("Matrice des accès", "Access matrix");
  const none = paragraph(t("Les rôles et leurs droits ne sont pas déclarés.", "Roles and their rights are not stated."));
  const besides = Object.entries({ authorisations, tenants, logs }).flatMap(([name, part]) =>
    memberItem(say, name, part ?? say.unstated, []),
  );
  return paperOf(say, title, [
    ...(access === undefined ? [none] : [matrixTable(say, access), roleTable(say, access)]),
    ...(access === undefined
      ? []
      : list(t("Conditions et procédure :", "Conditions and procedure:"), stated(say, access, ["access"], ["roles", "grants"]))),
    ...list(t("Habilitations, organismes et journaux :", "Authorisations, tenants and logs:"), besides),
  ]);
}
