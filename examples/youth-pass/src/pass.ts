/** The pass, open: its guard, the register of consents, and the holders' numbers. */
import { calendarDate } from "@favorable/core";
import { LOG_POLICY, type System } from "@favorable/example-storyteller";
import { type ConsentRegister, createConsentRegister, defineConsent, memoryConsentStore } from "@favorable/fields";
import { createGuard } from "@favorable/guard";
import { correctedPass } from "./declaration/file.ts";

/** A holder as stored. */
export interface Holder {
  readonly holder: string;
  readonly phone: string;
}

/** The team's account. */
export const TEAM = { id: "account-pass-team", roles: ["passTeam"] } as const;

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
  return { pass, guard, consents };
}

/** What the tick box at activation says, once for each use. */
async function openConsents({ clock, zone }: System): Promise<ConsentRegister> {
  const asked = { zone, channels: ["activation", "account"], minors: { below: 15, givenBy: "jointly" } } as const;
  const policies = await Promise.all([
    defineConsent({
      ...asked,
      purpose: "offers",
      versions: [{ version: "2", from: "2018-08-01", statement: { fr: "J'accepte de recevoir de bons plans." }, validity: "P1Y" }],
    }),
    defineConsent({
      ...asked,
      purpose: "schemes",
      versions: [
        {
          version: "2",
          from: "2018-08-01",
          statement: { fr: "J'accepte de recevoir des informations liées aux dispositifs régionaux." },
          validity: "P1Y",
        },
      ],
    }),
  ]);
  return createConsentRegister({
    policies,
    store: memoryConsentStore(clock),
    clock, // A pupil of the lycée, above the age from which one consents alone (loi n° 78-17, art. 45).
    birthDate: async () => calendarDate("2003-05-02"),
  });
}
