/** The pass, open: its table, its guard, its period, and the register of consents. */
import { calendarDate } from "@favorable/core";
import { type Kept, LOG_POLICY, policyOf, type System } from "@favorable/example-storyteller";
import { type ConsentRegister, createConsentRegister, defineConsent, memoryConsentStore } from "@favorable/fields";
import { createGuard } from "@favorable/guard";
import type { Migration } from "@favorable/sql";
import { correctedPass } from "./declaration/file.ts";

/** A holder as stored; columns carry the names of the declared fields. */
export interface Holder {
  readonly holder: string;
  readonly phone: string;
  readonly lastUsedOn: string;
}

/** The schema of the pass. */
export const SCHEMA = "pass";

/** The table of holders. */
export const passMigrations: readonly Migration[] = [
  {
    id: "pass/001-youth",
    statements: [
      `create schema ${SCHEMA}`,
      `create table ${SCHEMA}.youth (holder text primary key, phone text not null, "lastUsedOn" date not null)`,
    ],
  },
];

/** Two accounts of the team: a large extraction needs both. */
export const TEAM = { id: "account-pass-team-1", roles: ["passTeam"] } as const;
export const SECOND = { id: "account-pass-team-2", roles: ["passTeam"] } as const;

/** Opens the pass as the corrected file declares it. */
export async function openPass(system: System) {
  const pass = correctedPass();
  const consents = await openConsents(system);
  const guard = createGuard({
    processing: pass,
    log: system.log,
    sql: system.sql,
    logPolicy: LOG_POLICY,
    sinks: ["text-messages"],
    zone: system.zone,
    clock: system.clock,
    consent: (purpose, subjects) => consents.consented(purpose, subjects),
  });
  const policy = policyOf(pass.document("submitted"), "numbers", system.zone);
  const kept: Kept = { policy, table: `${SCHEMA}.youth`, subject: "holder", start: "lastUsedOn" };
  return { pass, guard, consents, kept };
}

/** The open pass. */
export type OpenPass = Awaited<ReturnType<typeof openPass>>;

/** Holders as stored. */
export async function holders({ sql }: System): Promise<readonly Holder[]> {
  const { rows } = await sql.query<Holder>(`select holder, phone, "lastUsedOn"::text as "lastUsedOn" from ${SCHEMA}.youth order by holder`);
  return rows;
}

/** What the tick box at activation says, once for each use. */
async function openConsents({ clock, zone }: System): Promise<ConsentRegister> {
  const asked = { zone, channels: ["activation", "account"], minors: { below: 15, givenBy: "jointly" } } as const;
  const form = (purpose: string, statement: string) =>
    defineConsent({ ...asked, purpose, versions: [{ version: "2", from: "2018-08-01", statement: { fr: statement }, validity: "P1Y" }] });
  return createConsentRegister({
    policies: await Promise.all([
      form("offers", "J'accepte de recevoir de bons plans."),
      form("schemes", "J'accepte de recevoir des informations liées aux dispositifs régionaux."),
    ]),
    store: memoryConsentStore(clock),
    clock,
    // A pupil of the lycée, above the age from which one consents alone (loi n° 78-17, art. 45).
    birthDate: async () => calendarDate("2003-05-02"),
  });
}
