/** The register of rectifications in PostgreSQL and PGlite, over `caseMigrations`. */
import { type CalendarDate, calendarDate } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import { type RecipientFinding, type RectificationAct, recipientFindings } from "../rectification/rectification.ts";
import type { CaseRegister } from "../register/case-register.ts";
import { type PostgresCaseRegisterOptions, read, registerOver } from "./breaches-register.ts";

/** The register over `caseMigrations`. */
export function postgresRectificationRegister(options: PostgresCaseRegisterOptions): CaseRegister<RectificationAct> {
  return registerOver<RectificationAct>("rectification_act", options);
}

/** Recipients not told in time and changes not made, for a review; the login needs `select` on `favorable.rectification_act`. */
export async function recipientTasks(sql: Sql, asOf: CalendarDate): Promise<readonly RecipientFinding[]> {
  return recipientFindings(await read<RectificationAct>(sql, "rectification_act"), calendarDate(asOf));
}
