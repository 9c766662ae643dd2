/**
 * Level `sealed`: values as JSON without loss, in the forms of the port (`@favorable/sql`) by the column's type. A number of JSON is read as a
 * double by most who read it: `bigint` and `numeric` are texts. JSON has no bytes: they are told apart by an object, and so that nothing else is
 * taken for them, values of `json` columns are told apart, too.
 */
import { constant, ident } from "./identifiers.ts";

/** Types by their place: an instant, bytes, JSON, and what JSON holds as the port does. All others are texts, as the type writes them. */
const TYPES =
  "timestamptz, bytea, jsonb, json, smallint, integer, real, double precision, boolean, oid, character, text[], character varying[], name[], uuid[]";

/** Variables of {@link shown}. */
export const FORM_VARIABLES: string = `forms constant regtype[] := '{${TYPES}}'::regtype[];
  instant constant text := '^(\\d{4}-\\d\\d-\\d\\d) (\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?)\\+00$';`;

/** A field and its value, for `jsonb_build_object`; `coalesce` makes a domain the type it is of. */
export function shown(alias: string, field: string, name: string): string {
  const column = `${alias}.${ident(name)}`;
  return `${constant(field)}, case coalesce(array_position(forms, pg_typeof(coalesce(${column}, null))), 0) when 0 then to_jsonb(${column}::text)
      when 1 then to_jsonb(regexp_replace(${column}::text, instant, '\\1T\\2Z')) when 2 then jsonb_build_object('bytea', ${column}::text)
      when 3 then jsonb_build_object('json', ${column}) when 4 then jsonb_build_object('json', ${column}) else to_jsonb(${column}) end`;
}
