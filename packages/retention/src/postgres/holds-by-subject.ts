/** Holds for the desk of the data subjects' rights: the evidence of an open request stays. */
import type { SubjectHolds } from "@favorable/core";
import type { Sql } from "@favorable/sql";
import { placeHold } from "./hold.ts";
import { releaseHold } from "./hold-release.ts";

/**
 * Makes the port by which a desk holds what concerns a data subject, under all policies: all rows whose subject column names the subject are
 * kept from every sweep until the release. Tables say their subject column where a policy is attached (`RetainedTable.subject`); one that
 * says nothing is not swept meanwhile.
 *
 * @param sql - with the right to write `favorable.hold`
 * @param options - `author`: who places and releases; default: the login of the database
 */
export function holdsBySubject(sql: Sql, options: { readonly author?: string } = {}): SubjectHolds {
  return {
    place: ({ subject, kind, reason, reviewOn }) =>
      placeHold(sql, { subject, kind, reason, ...options, ...(reviewOn === undefined ? {} : { reviewOn }) }),
    async release({ id, reason }) {
      await releaseHold(sql, { id, reason, ...options });
    },
  };
}
