/** Names of the requests and of how they stand. */
import type { RequestStanding } from "./facts/requests.ts";
import type { Lang } from "./input.ts";
import type { Words } from "./language.ts";

/** Each standing, whole and short. */
export const STANDINGS: Readonly<Record<RequestStanding, { readonly whole: Words; readonly short: Words }>> = {
  answered: { whole: { fr: "répondue dans le délai", en: "answered in time" }, short: { fr: "répondue", en: "answered" } },
  "answered-late": { whole: { fr: "répondue hors délai", en: "answered late" }, short: { fr: "hors délai", en: "late" } },
  open: { whole: { fr: "en cours, dans le délai", en: "open, in time" }, short: { fr: "en cours", en: "open" } },
  overdue: { whole: { fr: "sans réponse, hors délai", en: "unanswered, overdue" }, short: { fr: "en retard", en: "overdue" } },
};

const KINDS: Readonly<Record<string, Words>> = {
  access: { fr: "accès", en: "access" },
  rectification: { fr: "rectification", en: "rectification" },
  erasure: { fr: "effacement", en: "erasure" },
  restriction: { fr: "limitation", en: "restriction" },
  objection: { fr: "opposition", en: "objection" },
  portability: { fr: "portabilité", en: "portability" },
  withdrawal: { fr: "retrait du consentement", en: "withdrawal of consent" },
};

/** The name of a right; a kind the page does not know stands as it is. */
export function kindName(lang: Lang, kind: string): string {
  return Object.hasOwn(KINDS, kind) ? (KINDS[kind]?.[lang] ?? kind) : kind;
}

/** How persons are recognised. */
export const CHECKS: Readonly<Record<string, Words>> = {
  session: { fr: "session ouverte", en: "open session" },
  challenge: { fr: "code envoyé à un contact déjà connu", en: "code sent to a contact on file" },
  "known-facts": { fr: "faits connus du dossier", en: "facts on file" },
  "id-copy": { fr: "copie d’une pièce d’identité", en: "copy of an identity document" },
};

/** By which way a request comes. */
export const WAYS: Readonly<Record<string, Words>> = {
  "e-mail": { fr: "courriel", en: "e-mail" },
  web: { fr: "site", en: "web" },
  post: { fr: "courrier", en: "post" },
  "on-site": { fr: "sur place", en: "on site" },
};
