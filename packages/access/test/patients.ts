/** Rows whose key is nobody's name, at level sealed, for attacks from the application's own login. */
import { randomUUID } from "node:crypto";
import { type AnyMatrix, defineMatrix } from "@favorable/access";
import { applyPostgres, installContextKey, type PostgresMapping, type SignedClaims, signContext } from "@favorable/access/postgres";
import { defineVocabulary } from "@favorable/fields";
import * as z from "zod";
import { type PostgresRig, postgresRig } from "./postgres-rig.ts";

const vocabulary = defineVocabulary({
  purposes: { care: { statement: { en: "Care" } } },
  categories: { identity: { label: { en: "Identity" } }, status: { label: { en: "Status" } } },
  origins: { hrFile: { label: { en: "HR file" } } },
});
const tags = { origins: ["hrFile"], purposes: ["care"] } as const;
const patient = vocabulary.record("patient", {
  number: vocabulary.field(z.string(), { ...tags, category: "identity", subject: true }),
  status: vocabulary.field(z.string(), { ...tags, category: "status" }),
});
const matrix = defineMatrix(vocabulary, {
  actions: ["read", "add", "modify", "delete", "extract"],
  roles: { nurse: { label: { en: "Nurse" }, purposes: ["care"] } },
  grants: { nurse: { identity: "none", status: ["read", "modify", "extract"] } },
});

/** What signs contexts, apart from the application. */
export const key = { id: "k1", secret: new Uint8Array(32).fill(9) };

/** A context of a nurse. */
export function token(claims: Partial<SignedClaims> = {}): string {
  const until = new Date(Date.now() + 60_000);
  return signContext(key, { actor: "a-17", role: "nurse", purpose: "care", nonce: randomUUID(), until, ...claims });
}

/** The rig, with patients beside the register. */
export interface PatientRig extends PostgresRig {
  /** The function of a verb on patients. */
  fn(verb: string): string;
  /** How many entries wait. */
  entries(): Promise<number>;
  /** What the parts of the last entry hold, with its rows. */
  last(): Promise<{ readonly rows: number; readonly parts: readonly string[] }>;
}

/** Builds it. */
export async function patientRig(keyType = "bigint"): Promise<PatientRig> {
  const rig = await postgresRig("sealed");
  await rig.owner.query(`create table hr.patient (id ${keyType} primary key, number text unique, status text)`);
  await rig.owner.query("insert into hr.patient select n, 'secret-number-' || n, 'positive-' || n from generate_series(1, 5) n");
  const prefix = `${rig.mapping.prefix}p`;
  const mapping: PostgresMapping = {
    level: "sealed",
    prefix,
    tables: [{ record: patient, schema: "hr", table: "patient", key: "id", columns: { number: "number", status: "status" } }],
    logins: { [rig.app]: ["nurse"] },
  };
  await applyPostgres(rig.owner, matrix, mapping);
  await installContextKey(rig.owner, matrix, mapping, key);
  return {
    ...rig,
    matrix: matrix as AnyMatrix,
    mapping,
    fn: (verb) => `favorable.access_${prefix}_${verb}_patient`,
    async entries() {
      return Number((await rig.admin.query<{ n: string }>("select count(*)::text as n from favorable.audit_pending")).rows[0]?.n);
    },
    async last() {
      const { rows } = await rig.admin.query<{ rows: number; parts: string[] }>(
        `select (p.leaf::jsonb -> 'clear' ->> 'rows')::int as rows,
           array(select (b ->> 'name') || ' ' || (b ->> 'value') from jsonb_array_elements(u.bodies::jsonb) e, lateral (select (e ->> 3)::jsonb as b) x
             order by 1) as parts
         from favorable.audit_pending p join favorable.audit_unfiled u on u.first = p.id order by p.id desc limit 1`,
      );
      return rows[0] ?? { rows: -1, parts: [] };
    },
  };
}
