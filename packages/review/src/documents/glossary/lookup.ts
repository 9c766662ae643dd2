/** Finding the word for a member or a code. */
import { member } from "../../dossier/clean.ts";
import type { Language } from "../paper/paper.ts";
import { PERSON_KEYS } from "./keys-persons.ts";
import { SYSTEM_KEYS } from "./keys-system.ts";
import type { Term, Terms } from "./terms.ts";
import { PERSON_VALUES } from "./values-persons.ts";
import { SYSTEM_VALUES } from "./values-system.ts";

const KEYS: Terms = { ...PERSON_KEYS, ...SYSTEM_KEYS };
const VALUES: Terms = { ...PERSON_VALUES, ...SYSTEM_VALUES };

/** What a member of the document form is called; undefined for one it does not have. */
export function keyTerm(key: string, ancestors: readonly string[] = []): Term | undefined {
  for (const parent of [...ancestors].reverse()) {
    const own = member(KEYS, `${parent}.${key}`);
    if (own !== undefined) return own;
  }
  return member(KEYS, key);
}

/** What a code is called under a member; undefined for one that no list holds. */
export function valueTerm(value: string, ancestors: readonly string[] = []): Term | undefined {
  for (const parent of [...ancestors].reverse()) {
    const own = member(VALUES, `${parent}.${value}`);
    if (own !== undefined) return own;
  }
  return member(VALUES, value);
}

/** The word of a term in a language. */
export function inLanguage(term: Term, language: Language): string {
  return language === "fr" ? term[0] : term[1];
}
