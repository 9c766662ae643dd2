/**
 * A rulebook drawn from real decisions, the opinion it gives, and the dossier.
 * @packageDocumentation
 */
export {};
