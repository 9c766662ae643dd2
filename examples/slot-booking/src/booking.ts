/** The booking of slots, open: its table, its guard, its period, and the register of consents. */
import { type Kept, LOG_POLICY, policyOf, type System } from "@favorable/example-storyteller";
import { createConsentRegister, defineConsent } from "@favorable/fields";
import { consentMigrations, postgresConsentStore } from "@favorable/fields/postgres";
import { createGuard } from "@favorable/guard";
import type { Migration } from "@favorable/sql";
import { correctedBooking } from "./declaration/file.ts";

/** A booking as stored; columns carry the names of the declared fields. */
export interface Booking {
  readonly officer: string;
  readonly slotOn: string;
}

/** The schema of the campaign. */
export const SCHEMA = "campaign";

/** The table of bookings, and that of consents. */
export const bookingMigrations: readonly Migration[] = [
  ...consentMigrations,
  {
    id: "campaign/001-booking",
    statements: [`create schema ${SCHEMA}`, `create table ${SCHEMA}.booking (officer text primary key, "slotOn" date not null)`],
  },
];

/** Two accounts of the booking team of occupational health: a copy needs both. */
export const TEAM = { id: "account-booking-1", roles: ["bookingTeam"] } as const;
export const SECOND = { id: "account-booking-2", roles: ["bookingTeam"] } as const;
/** An account of the hierarchy. */
export const COMMAND = { id: "account-command-1", roles: ["hierarchy"] } as const;

/** Opens the booking as the corrected file declares it. */
export async function openBooking(system: System) {
  const processing = correctedBooking();
  const { sql, log, clock, zone } = system;
  const consents = createConsentRegister({
    policies: [
      await defineConsent({
        purpose: "slotBooking",
        zone,
        channels: ["booking-page"],
        versions: [
          { version: "1", from: "2021-09-01", statement: { fr: "Je réserve un créneau. Personne d'autre que l'équipe ne le sait." } },
        ],
      }),
    ],
    store: postgresConsentStore({ sql, clock }),
    clock,
  });
  const guard = createGuard({
    processing,
    log,
    sql,
    logPolicy: LOG_POLICY,
    zone,
    clock,
    consent: (purpose, subjects) => consents.consented(purpose, subjects),
  });
  const policy = policyOf(processing.document("submitted"), "bookings", zone);
  const kept: Kept = { policy, table: `${SCHEMA}.booking`, subject: "officer", start: "slotOn" };
  return { processing, guard, consents, kept };
}

/** The open booking. */
export type OpenBooking = Awaited<ReturnType<typeof openBooking>>;

/** Bookings as stored. */
export async function bookings({ sql }: System): Promise<readonly Booking[]> {
  const { rows } = await sql.query<Booking>(`select officer, "slotOn"::text as "slotOn" from ${SCHEMA}.booking order by officer`);
  return rows;
}

/** An officer books: the act is the consent, and the team's software stores the slot. */
export async function book({ guard, consents, processing }: OpenBooking, { officer, slotOn }: Booking): Promise<void> {
  const act = { subject: officer, purpose: "slotBooking", channel: "booking-page" } as const;
  await consents.give({ id: `${officer}-books`, giver: "subject", version: "1", language: "fr", ...act });
  await guard.run({ actor: TEAM, role: "bookingTeam", purpose: "slotBooking" }, ({ change }) =>
    change(processing.records.booking, "add", [{ officer, slotOn }], (tx) =>
      tx.query(`insert into ${SCHEMA}.booking (officer, "slotOn") values ($1::text, $2::date)`, [officer, slotOn]),
    ),
  );
}

/** An officer cancels, without a reason: the slot is deleted, then the consent withdrawn. */
export async function cancel({ guard, consents, processing }: OpenBooking, booking: Booking): Promise<void> {
  const { officer } = booking;
  await guard.run({ actor: TEAM, role: "bookingTeam", purpose: "slotBooking" }, ({ change }) =>
    change(
      processing.records.booking,
      "delete",
      [{ officer }],
      (tx) => tx.query(`delete from ${SCHEMA}.booking where officer = $1::text`, [officer]),
      [booking],
    ),
  );
  await consents.withdraw({ id: `${officer}-cancels`, subject: officer, purpose: "slotBooking", channel: "booking-page" });
}
