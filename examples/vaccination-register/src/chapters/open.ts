/** The register opens: tables, log, guard; and what is refused before the duty is in force. */
import { policyEvent } from "@favorable/audit";
import { createSigner, generateKey } from "@favorable/audit/node";
import { auditMigrations, openAuditLog } from "@favorable/audit/postgres";
import { dateInZone, type SimulatedClock } from "@favorable/core";
import type { Teller } from "@favorable/example-storyteller";
import { definePolicy, type RetentionPolicy } from "@favorable/retention";
import { createExpiryView, retentionMigrations, simulateTime } from "@favorable/retention/postgres";
import { migrate } from "@favorable/sql";
import { declareRegister, type Register } from "../declaration/file.ts";
import type { Store } from "../store/open.ts";
import { currentOf, tableOf } from "../store/rows.ts";
import { registerMigrations } from "../store/schema.ts";
import { LOG_POLICY, type OpenRegister, PEOPLE, recordedRefusal, registerGuard, ZONE } from "./register.ts";

/** Identity of the register's log. */
const ORIGIN = "vaccination-register.example/audit";

/** The records that have a table. */
export const TABLES = ["agent", "outsider", "situation", "withholding"] as const;

/** Opens the register as the corrected file declares it. */
export async function openRegister(
  teller: Teller,
  store: Store,
  clock: SimulatedClock,
  folders: OpenRegister["folders"],
): Promise<OpenRegister & { readonly vkey: string }> {
  const declaration = declareRegister("corrected");
  await migrate(store.sql, [...auditMigrations, ...retentionMigrations, ...registerMigrations]);
  const signer = createSigner(generateKey(ORIGIN).privateKey);
  const log = await openAuditLog({ sql: store.sql, origin: ORIGIN, signer, clock });
  // CCIN 2021-206, VIII: not modified or deleted before the end of the duty, a date that nobody knows yet.
  await log.append(policyEvent({ ...LOG_POLICY, until: "endOfDuty" }));
  const policy = declaredPolicy(declaration);
  const moveTo = async (instant: string): Promise<void> => {
    clock.moveTo(new Date(instant));
    await simulateTime(store.sql, clock.now());
  };
  await simulateTime(store.sql, clock.now());
  for (const record of TABLES.map((name) => declaration.records[name]))
    await createExpiryView({ sql: store.sql, policy, table: { table: tableOf(record) }, view: currentOf(record) });
  const guard = registerGuard(declaration, store, log, clock, new Set());
  const today = () => dateInZone(clock.now(), ZONE);
  teller.step(`the register is open on ${today()}, assurance level process`, store.what);
  return { declaration, store, log, guard, clock, policy, moveTo, today, teller, folders, vkey: signer.vkey };
}

/** The policy is what the file declares: eighteen months from 30 October 2021, then deletion. */
function declaredPolicy(declaration: Register): RetentionPolicy {
  const declared = declaration.document("submitted").retention?.["vaccination"];
  if (declared?.start === undefined || declared.maximum === undefined || declared.then === undefined)
    throw new Error("the file declares no period");
  return definePolicy({ id: "vaccination", version: 1, start: declared.start, maximum: declared.maximum, then: declared.then, zone: ZONE });
}

/** Until 29 October 2021 the follow-up rests on consent, and nobody has given it: nothing can be entered yet. */
export async function beforeTheDuty(register: OpenRegister): Promise<void> {
  const { declaration, guard, teller } = register;
  const { agent } = declaration.records;
  const somebody = { staffNumber: "S00001", surname: "Agent-0001", firstName: "Test" };
  const early = () =>
    guard.run({ actor: PEOPLE.hrDirector, role: "hrDirector", purpose: "followUp" }, ({ change }) =>
      change(agent, "add", [somebody], async () => 0),
    );
  teller.refused(
    "before the law is in force, a person without consent cannot be entered: refused and recorded",
    await recordedRefusal(register, early),
  );
}
