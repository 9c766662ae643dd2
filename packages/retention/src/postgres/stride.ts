/** Whether windows can be told by counting keys instead of rows. */
import type { Sql } from "@favorable/sql";
import { isWhole } from "./held-text.ts";
import type { DescribedTable } from "./table.ts";

/** Rows below which it does not matter. */
const SMALL = 10_000;

/** Keys for each row, at most: then a sweep by stretches of keys has at most about twice as many batches, and spares reading every key. */
const KEYS_PER_ROW = 2;

/** Whether the primary key is one whole number with few gaps, by the last `analyze` and the keys at both ends. */
export async function hasFewGaps(sql: Sql, { relation, keys }: DescribedTable): Promise<boolean> {
  const [key] = keys;
  if (key === undefined || keys.length !== 1 || !isWhole(key.type)) return false;
  const end = (order: "asc" | "desc"): string =>
    `(select t.${key.name}::float8 from ${relation} t order by t.${key.name} ${order} limit 1)`;
  const { rows } = await sql.query<{ n: number; least: number | null; most: number | null }>(
    `select c.reltuples::float8 as n, ${end("asc")} as least, ${end("desc")} as most from pg_class c where c.oid = to_regclass($1)`,
    [relation],
  );
  const { n = 0, least = null, most = null } = rows[0] ?? {};
  return n >= SMALL && least !== null && most !== null && most - least < n * KEYS_PER_ROW;
}
