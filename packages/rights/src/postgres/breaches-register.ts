/** Registers of cases in PostgreSQL and PGlite: acts are appended, each in one transaction with its entry in the log. */
import type { AuditEvent, AuditLog } from "@favorable/audit";
import { type Migration, type Sql, sqlState } from "@favorable/sql";
import type { BreachAct } from "../breaches/breach.ts";
import { type BreachLedger, countBreaches } from "../breaches/ledger.ts";
import { type CaseRegister, caseConflict, type Recorded } from "../register/case-register.ts";

/** What a register is made of. */
export interface PostgresCaseRegisterOptions {
  readonly sql: Sql;
  /** The log whose entries stand if and only if the act does. */
  readonly log: Pick<AuditLog, "appendAllIn">;
}

const INSTANT = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`;

/** Statements of one table. Its name is one of this file's own, never a value. */
function table(name: "breach_act" | "rectification_act"): readonly string[] {
  return [
    `create table favorable.${name} (
       case_id text not null,
       seq integer not null check (seq >= 1),
       at timestamptz(3) not null,
       act jsonb not null,
       primary key (case_id, seq))`,
    `create trigger refuse_change before update or delete on favorable.${name} for each row execute function favorable.rights_act_refuse()`,
    `create trigger refuse_truncate before truncate on favorable.${name} for each statement execute function favorable.rights_act_refuse()`,
    `revoke all on favorable.${name} from public`,
  ];
}

/**
 * Tables of the registers of breaches and rectifications; apply with `migrate`. The login of the desk needs `select` and `insert`; changes,
 * deletions and truncation are refused by a trigger (SQLSTATE 55000), which a superuser can switch off.
 */
export const caseMigrations: readonly Migration[] = [
  {
    id: "rights/020-cases",
    statements: [
      `create function favorable.rights_act_refuse() returns trigger language plpgsql as $$
       begin
         raise exception 'acts of a register are not changed' using errcode = '55000';
       end $$`,
      ...table("breach_act"),
      ...table("rectification_act"),
    ],
  },
];

/** The register of breaches over `caseMigrations`. */
export function postgresBreachRegister(options: PostgresCaseRegisterOptions): CaseRegister<BreachAct> {
  return registerOver<BreachAct>("breach_act", options);
}

/** A register over one of the tables; for this package's own stores. */
export function registerOver<A>(name: "breach_act" | "rectification_act", { sql, log }: PostgresCaseRegisterOptions): CaseRegister<A> {
  return Object.freeze({
    async append(id: string, { seq, at, act }: Recorded<A>, entry: AuditEvent) {
      try {
        await sql.transaction(async (tx) => {
          const { rows } = await tx.query(
            `insert into favorable.${name} (case_id, seq, at, act)
             select $1::text, $2::int, $3::timestamptz, $4::jsonb
              where $2::int = 1 or exists (select from favorable.${name} where case_id = $1::text and seq = $2::int - 1)
             returning seq`,
            [id, seq, at, JSON.stringify(act)],
          );
          if (rows.length === 0) throw caseConflict();
          await log.appendAllIn(tx, [entry]);
        });
      } catch (error) {
        throw sqlState(error) === "23505" ? caseConflict() : error;
      }
    },
    acts: async (id: string) => (await read<A>(sql, name, id)).get(id) ?? [],
    all: () => read<A>(sql, name),
  });
}

/** Counts the register of breaches for a review; the login needs `select` on `favorable.breach_act`. */
export async function breachLedger(sql: Sql, now: Date = new Date()): Promise<BreachLedger> {
  return countBreaches(await read<BreachAct>(sql, "breach_act"), now);
}

/** Reads the cases of a table, or one of them, in the order of their first acts. */
export async function read<A>(
  sql: Sql,
  name: "breach_act" | "rectification_act",
  id?: string,
): Promise<ReadonlyMap<string, readonly Recorded<A>[]>> {
  const { rows } = await sql.query<{ case_id: string; seq: number; at: string; act: A }>(
    `select case_id, seq, to_char(at at time zone 'UTC', ${INSTANT}) as at, act
       from favorable.${name}
      where $1::text is null or case_id = $1::text
      order by min(at) over (partition by case_id), case_id collate "C", seq`,
    [id ?? null],
  );
  const cases = new Map<string, Recorded<A>[]>();
  for (const { case_id: found, seq, at, act } of rows) cases.set(found, [...(cases.get(found) ?? []), { seq, at, act }]);
  return cases;
}
