/** Level `sealed`: values that no caller sets, whatever the role holds: the record says which, the context and the server's clock say what. */
import { type BoundForm, boundForm } from "@favorable/fields";
import { constant, ident } from "./identifiers.ts";
import type { Plan, PlannedTable } from "./plan.ts";

interface BoundColumn {
  readonly field: string;
  readonly column: string;
  readonly form: BoundForm;
}

/** What is set by an addition, or by each change as well. */
function boundColumns({ mapping }: PlannedTable, action: "add" | "modify" | "delete"): readonly BoundColumn[] {
  return Object.entries(mapping.columns).flatMap(([name, column]) => {
    const field = Object.hasOwn(mapping.record.fields, name) ? mapping.record.fields[name] : undefined;
    const form = field === undefined ? undefined : boundForm(field);
    // A key says which row it is: a change leaves it alone.
    if (form === undefined || (action !== "add" && (field?.boundWhen !== "changed" || column === mapping.key))) return [];
    return [{ field: name, column, form }];
  });
}

/** Puts the bound values into the variable `value`, by field; nothing where the record has none. `moment` is the clock's time. */
export function setBound(plan: Plan, table: PlannedTable, action: "add" | "modify" | "delete"): string {
  const pairs = boundColumns(table, action).map((of) => `${constant(of.field)}, ${valueFor(table, of, plan.mapping.zone ?? "UTC")}`);
  return pairs.length === 0 ? "" : `value := value || jsonb_build_object(${pairs.join(", ")});`;
}

/** The fields bound to the actor that say whose the row is: the entry names the actor there. */
export function boundSubjects(table: PlannedTable, action: "add" | "modify"): readonly string[] {
  return boundColumns(table, action)
    .filter(({ form, field }) => form === "identifier" && table.subjects.some((subject) => subject.field === field))
    .map(({ field }) => field);
}

/** In the form that the schema takes; a column of days takes the day in the zone of the matrix, whatever the form. */
function valueFor({ relation }: PlannedTable, { column, form }: BoundColumn, zone: string): string {
  const day = `to_char(moment at time zone ${constant(zone)}, 'YYYY-MM-DD')`;
  const utc = (pattern: string): string => {
    const instant = `to_char(moment at time zone 'UTC', '${pattern}')`;
    return `case pg_typeof(coalesce((null::${relation}).${ident(column)}, null)) when 'date'::regtype then ${day} else ${instant} end`;
  };
  switch (form) {
    case "identifier":
      return "context ->> 'actor'";
    case "day":
      return day;
    case "milliseconds":
      return "floor(extract(epoch from moment) * 1000)::bigint";
    case "second":
      return utc('YYYY-MM-DD"T"HH24:MI:SS"Z"');
    default:
      return utc('YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');
  }
}
