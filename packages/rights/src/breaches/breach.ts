/** A personal-data breach: its facts, its effects, what was done about it (GDPR article 33(5); Monaco law 1.565 article 32). */

/** What a breach broke (GDPR article 4(12)): confidentiality, integrity, availability. */
export type BreachNature = "confidentiality" | "integrity" | "availability";

/** Likelihood of a risk to the rights and freedoms of natural persons: it decides who is told (GDPR articles 33(1) and 34(1)). */
export type BreachRisk = "unlikely" | "risk" | "high";

/** Facts of a breach: declared names, instants and counts; texts name nobody. */
export interface BreachFacts {
  /** When the controller became aware: a reasonable degree of certainty (EDPB guidelines 9/2022, 31). UTC or with an offset. */
  readonly awareAt: string;
  readonly startedAt?: string;
  readonly endedAt?: string;
  /** Who found it. */
  readonly foundBy: "staff" | "processor" | "data-subject" | "monitoring" | "authority" | "other";
  readonly nature: readonly BreachNature[];
  /** How it came about. */
  readonly origin: "accident" | "malicious-internal" | "malicious-external" | "unknown";
  readonly description: string;
  /** Declared categories of data. */
  readonly categories: readonly string[];
  /** Special categories are among them (GDPR article 9(1)). */
  readonly special?: boolean;
  /** Declared categories of data subjects. */
  readonly subjects: readonly string[];
  /** About how many persons and records; absent while it is not known. */
  readonly persons?: number;
  readonly records?: number;
  /** Why no number of persons or records can be given (GDPR article 33(3)(a): "where possible"). */
  readonly uncounted?: string;
  /** Declared processors that take part. */
  readonly processors?: readonly string[];
  /** Other countries concerned, ISO 3166-1 alpha-2. */
  readonly countries?: readonly string[];
  /** Measures that were in place before. */
  readonly safeguards?: string;
}

/** Why persons are not told although the risk is high: GDPR article 34(3)(a), (b), (c). */
export type PersonsException = "unintelligible-data" | "risk-averted" | "disproportionate-effort";

/** What is recorded of a breach, act by act. */
export type BreachAct =
  | { readonly act: "record"; readonly facts: BreachFacts }
  /** More is known: information in phases (GDPR article 33(4)). The instant of awareness does not move. */
  | { readonly act: "complete"; readonly facts: Partial<Omit<BreachFacts, "awareAt">> }
  | {
      readonly act: "assess";
      readonly risk: BreachRisk;
      /** Likely consequences for the persons (GDPR article 33(3)(c)). */
      readonly effects: string;
      /** Why the risk is what it is; asked also when it is unlikely (GDPR article 33(5)). */
      readonly reason: string;
    }
  | { readonly act: "measure"; readonly state: "taken" | "proposed"; readonly text: string }
  | {
      readonly act: "notify-authority";
      readonly on: string;
      readonly phase: "initial" | "further" | "complete";
      /** The authority's own reference. */
      readonly reference?: string;
      /** Asked when the first notification comes later than 72 hours after awareness (GDPR article 33(1)). */
      readonly delayReasons?: string;
    }
  | {
      readonly act: "notify-persons";
      readonly on: string;
      readonly means: "e-mail" | "letter" | "message" | "phone" | "in-person" | "public-communication";
      /** How many were told, 1 or more; absent for a public communication alone. */
      readonly persons?: number;
      /** How many of them had not been told before, 0 or more; asked of every telling after the first, so that nobody is counted twice. */
      readonly reached?: number;
    }
  | {
      readonly act: "exempt-persons";
      readonly exception: PersonsException;
      readonly justification: string;
      /** What was published instead; asked for `disproportionate-effort` (GDPR article 34(3)(c)). */
      readonly communication?: string;
    }
  | { readonly act: "close"; readonly lessons: string }
  /** A closed breach is taken up again: more was learnt, or the assessment was wrong. */
  | { readonly act: "reopen"; readonly reason: string };

/** A breach, as its acts make it. */
export interface Breach {
  readonly id: string;
  /** Number of acts. */
  readonly revision: number;
  readonly facts: BreachFacts;
  readonly assessment?: { readonly risk: BreachRisk; readonly effects: string; readonly reason: string; readonly at: string };
  readonly measures: readonly { readonly state: "taken" | "proposed"; readonly text: string; readonly at: string }[];
  readonly authority: readonly Omit<Extract<BreachAct, { act: "notify-authority" }>, "act">[];
  readonly persons: readonly Omit<Extract<BreachAct, { act: "notify-persons" }>, "act">[];
  readonly exemption?: Omit<Extract<BreachAct, { act: "exempt-persons" }>, "act">;
  readonly closed?: { readonly lessons: string; readonly at: string };
  readonly reopened?: readonly { readonly reason: string; readonly at: string }[];
  /** The 72 hours passed while the authority was to be told and no notification was recorded: whatever is assessed later, they passed. */
  readonly overran?: true;
}
