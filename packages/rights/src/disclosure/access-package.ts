/** The answer to a request of access or portability, as data. */
import type { CalendarDate, JsonValue } from "@favorable/core";
import type { LegalBasis, Text } from "@favorable/fields";
import type { Regime } from "../register/regime.ts";
import type { DisclosedAccesses } from "./accesses.ts";
import type { NotHeld, ToldRecipient, ToldRight } from "./told.ts";

/** A declared field of the answer. */
export interface PackageField {
  readonly name: string;
  readonly label?: Text;
  readonly category: string;
  /** Declared purposes. */
  readonly purposes: readonly string[];
  /** Declared origins. */
  readonly origins: readonly string[];
}

/** The rows of one record. */
export interface PackageRecord {
  readonly record: string;
  readonly label?: Text;
  readonly fields: readonly PackageField[];
  readonly rows: readonly { readonly values: Readonly<Record<string, JsonValue>>; readonly origin?: string }[];
}

/** Something that is not in the answer, and why: it would tell of other people (GDPR art. 15(4)). */
export interface Withheld {
  readonly record: string;
  readonly row: number;
  /** Absent for a whole row. */
  readonly field?: string;
  readonly ground: "rights-of-others";
}

/**
 * Everything GDPR art. 15(1) asks for, machine-readable. Written as JSON in UTF-8: members as here, dates `YYYY-MM-DD`, instants ISO 8601 in UTC,
 * texts `{ fr?, en? }`, values as the application holds them.
 */
export interface AccessPackage {
  readonly format: "favorable-access-package/1";
  readonly kind: "access" | "portability";
  readonly request: string;
  /** The law under which it is given. */
  readonly regime: Regime;
  readonly asOf: CalendarDate;
  readonly controller: { readonly name: Text; readonly contact: Text };
  readonly authority: Text;
  readonly records: readonly PackageRecord[];
  readonly purposes: readonly {
    readonly id: string;
    readonly statement: Text;
    readonly bases: readonly Pick<LegalBasis, "kind" | "from" | "until" | "reference">[];
  }[];
  readonly origins: readonly { readonly id: string; readonly label: Text }[];
  readonly periods: readonly { readonly category: string; readonly label: Text; readonly period: Text }[];
  readonly recipients: readonly ToldRecipient[];
  /** Declared records and fields of which nothing is held; empty for portability. */
  readonly notHeld: readonly NotHeld[];
  /** Art. 15(1)(e); none for portability. */
  readonly rights: readonly ToldRight[];
  /** Art. 15(1)(f). */
  readonly complaint: { readonly authority: Text; readonly article?: string };
  /** `none` states that there are none; absent when it is not stated. */
  readonly automatedDecisions?: Text | "none";
  readonly accesses?: DisclosedAccesses;
  readonly withheld: readonly Withheld[];
}

/** The package as JSON text, indented, with a line feed at its end. */
export function packageJson(answer: AccessPackage): string {
  return `${JSON.stringify(answer, null, 2)}\n`;
}
