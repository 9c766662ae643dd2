/** How a national number is described: its form, its check, and how much a match says by itself. */

/** The national numbers that are known here, by country and name; the Finnish one is apart. */
export type NationalKind =
  | "fr-nir"
  | "fr-tax-number"
  | "be-national-register"
  | "nl-bsn"
  | "lu-matricule"
  | "de-steuer-id"
  | "at-svnr"
  | "ch-avs"
  | "pl-pesel"
  | "cz-rodne-cislo"
  | "ro-cnp"
  | "bg-egn"
  | "ee-isikukood"
  | "lt-asmens-kodas"
  | "gb-nhs-number"
  | "gb-nino"
  | "ie-pps"
  | "se-personnummer"
  | "no-fodselsnummer"
  | "dk-cpr"
  | "es-dni"
  | "es-nie"
  | "pt-nif"
  | "it-codice-fiscale"
  | "gr-amka"
  | "hr-oib";

/** One kind of national number. */
export interface NationalNumber {
  readonly kind: NationalKind;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** How many letters and digits it has. */
  readonly lengths: readonly number[];
  /** Its form without separators, in upper case. */
  readonly form: RegExp;
  /** Its published check, and what else the form must satisfy. */
  check(characters: string): boolean;
  /**
   * What a match says by itself. `strong`: at most one in twenty random numbers of the form passes the check. `weak` is found where its
   * country is asked for or behind a cue, `unchecked` behind a cue only.
   */
  readonly strength: "strong" | "weak" | "unchecked";
  /** Words that announce it, folded to upper-case ASCII. */
  readonly cues: readonly string[];
}
