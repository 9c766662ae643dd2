/** What no system can show: a part larger than its whole, a day after the one it was taken on. */
import type { EvidenceBundle } from "./bundle.ts";

/** The paths of what cannot be, in a bundle of the right form. */
export function contradictions(bundle: EvidenceBundle): readonly string[] {
  const paths: string[] = [];
  const within = (part: number | undefined, whole: number, path: string): void => {
    if ((part ?? 0) > whole) paths.push(path);
  };
  const past = (day: string | undefined, path: string): void => {
    if (day !== undefined && day > bundle.asOf) paths.push(path);
  };
  for (const [category, age] of Object.entries(bundle.ages ?? {})) past(age.oldest, `ages.${category}.oldest`);
  for (const [at, run] of (bundle.purges ?? []).entries()) {
    past(run.on, `purges.${at}.on`);
    within(run.proved, run.deleted, `purges.${at}.proved`);
  }
  const { exports, credentials, requests, erasures, consents, reviews } = bundle;
  if (exports !== undefined) {
    within(exports.plain, exports.copies, "exports.plain");
    within(exports.expired, exports.copies, "exports.expired");
  }
  if (credentials !== undefined)
    for (const part of ["shared", "leavers", "clear", "oneFactor"] as const)
      within(credentials[part], credentials.accounts, `credentials.${part}`);
  if (requests !== undefined) for (const part of ["open", "late"] as const) within(requests[part], requests.received, `requests.${part}`);
  if (erasures !== undefined) within(erasures.stillReadable, erasures.done, "erasures.stillReadable");
  if (consents !== undefined) within(consents.withoutRecord, consents.uses, "consents.withoutRecord");
  for (const [name, { open, overdue, unreachable }] of Object.entries(bundle.obligations ?? {})) {
    within(overdue, open, `obligations.${name}.overdue`);
    within(unreachable, open, `obligations.${name}.unreachable`);
  }
  for (const part of ["open", "overdue", "notifiedLate", "personsUntold"] as const)
    within(bundle.breaches?.[part], bundle.breaches?.recorded ?? 0, `breaches.${part}`);
  for (const list of ["growth", "checkpoints", "exports", "requests"] as const)
    for (const [at, { on }] of (bundle.history?.[list] ?? []).entries()) past(on, `history.${list}.${at}.on`);
  past(reviews?.logs, "reviews.logs");
  past(reviews?.security, "reviews.security");
  return paths.sort();
}
