/** `favorable retention plan`: a dry run. */
import { plan, type RetentionPlan } from "@favorable/retention/postgres";
import { type Attached, readConfig } from "./config.ts";
import { dayOf, orRefused, type Refused, refusalLine, withRetention } from "./options.ts";

/** Options of the verb. */
export interface PlanArguments {
  readonly database?: string | undefined;
  readonly only?: string | undefined;
  readonly asOf?: string | undefined;
  readonly json?: true | undefined;
}

interface Planned {
  readonly policy: string;
  readonly version: number;
  readonly table: string;
  readonly plan?: RetentionPlan;
  readonly refused?: Refused;
}

/** Prints the plan of each table; 1 when something is overdue or was refused. */
export async function retentionPlan(config: string, options: PlanArguments): Promise<number> {
  const attached = readConfig(config, options.only);
  const asOf = dayOf(options.asOf, "--as-of");
  const planned = await withRetention(options, async (sql) => {
    const all: Planned[] = [];
    for (const { policy, table } of attached) {
      const result = await orRefused(() => plan({ sql, policy, table, ...(asOf === undefined ? {} : { asOf }) }));
      all.push({ ...naming({ policy, table }), ...("refused" in result ? result : { plan: result }) });
    }
    return all;
  });
  process.stdout.write(options.json === true ? `${JSON.stringify(planned, null, 2)}\n` : planned.map(textOf).join("\n"));
  return planned.some((one) => one.refused !== undefined || (one.plan?.overdue ?? 0) > 0) ? 1 : 0;
}

/** How a table of the configuration is named in results. */
export function naming({ policy, table }: Attached): { readonly policy: string; readonly version: number; readonly table: string } {
  return { policy: policy.id, version: policy.version, table: table.table };
}

/** Counts by name, such as `mask 3, note 1`. */
export function countsText(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([name, n]) => `${name} ${n}`)
    .join(", ");
}

function textOf({ policy, version, table, plan: planned, refused }: Planned): string {
  const head = `${policy} version ${version}, table ${table}`;
  if (refused !== undefined) return `${head}: ${refusalLine(refused)}\n`;
  if (planned === undefined) return `${head}\n`;
  const { asOf, action, removable, held, heldByKind, floor, overdue, overdueDays, oldest, dependants, conflicts, withoutStart } = planned;
  const lines: [string, number, string][] = [
    [
      `to ${action}`,
      removable,
      [oldest === undefined ? "" : `oldest ${oldest}`, planned.mode === "order" ? "by the start index" : ""].filter(Boolean).join(", "),
    ],
    ["on hold", held, countsText(heldByKind)],
    ["floor not passed", floor, ""],
    ["overdue", overdue, overdue === 0 ? "" : `up to ${overdueDays} ${overdueDays === 1 ? "day" : "days"}`],
    ["going along", Object.values(dependants).reduce((one, other) => one + other, 0), countsText(dependants)],
    ["floor after cap", conflicts, ""],
    ["without a start", withoutStart, ""],
    ["rows", planned.rows, ""],
  ];
  const width = Math.max(...lines.map(([, n]) => String(n).length));
  const shown = lines.filter(([name, n]) => n > 0 || name === `to ${action}` || name === "rows");
  return `${head}, as of ${asOf}\n${shown.map(([name, n, more]) => `  ${name.padEnd(17)}${String(n).padStart(width)}${more === "" ? "" : `  ${more}`}\n`).join("")}`;
}
