/** What names data one by one: uses of functions, compulsory answers, registers, assessments, updates; and who moderates a field. */
import type { JsonValue } from "@favorable/core";
import type { ProcessingDocument } from "../../document/document.ts";
import type { Collector, Fact } from "../fact.ts";
import { noneOr, normalText } from "../order.ts";
import type { Polarity } from "../path-rule.ts";
import { ofUnit, type Unit } from "./units.ts";

interface Naming {
  readonly place: string;
  readonly names: readonly string[];
  readonly polarity: Polarity;
  readonly rule: string;
  readonly guards?: readonly string[];
  readonly member?: string;
}

/** Adds each use, mention or cover of a unit, whether it is named itself or by its category. */
export function namingFacts(document: ProcessingDocument, units: readonly Unit[], into: Collector): void {
  for (const { place, names, polarity, rule, guards = [], member = '"named"' } of namings(document))
    for (const unit of units) {
      const isNamed = unit.via !== undefined && names.includes(unit.name);
      if (!isNamed && !names.includes(unit.category)) continue;
      const { via: _, ...named } = unit;
      const own: Unit = isNamed ? named : unit;
      const key = `named ${place} ${unit.place}`;
      into.add({
        ...ofUnit(own, guards),
        ...(own.via === undefined ? { place } : {}),
        key: member === '"named"' ? key : `${key} ${member}`,
        relation: "naming",
        about: own.via === undefined ? unit.name : place,
        polarity,
        rules: [rule],
        says: { members: [member === '"named"' ? JSON.stringify(unit.name) : member] },
      });
    }
  for (const name of document.governance?.impactAssessment?.covers ?? [])
    if (document.processors !== undefined && Object.hasOwn(document.processors, name)) into.add(covered(name));
}

function namings({ functions, notices, governance, accuracy }: ProcessingDocument): readonly Naming[] {
  const assessed = governance?.impactAssessment?.covers;
  const listed = governance?.register?.lists;
  return [
    ...Object.entries(functions ?? {}).map(
      ([id, { uses = [] }]): Naming => ({
        place: `functions.${id}.uses`,
        names: uses,
        polarity: "covariant",
        rule: "inf-each-field-necessary",
        guards: [`functions.${id}`],
      }),
    ),
    // More data that people must give, or people who are not told what they must give: both need review.
    ...Object.entries(notices ?? {}).map(
      ([id, { compulsory = [] }]): Naming => ({
        place: `notices.${id}.compulsory`,
        names: compulsory,
        polarity: "invariant",
        rule: "rig-notice-complete",
      }),
    ),
    ...(listed === undefined
      ? []
      : [{ place: "governance.register.lists", names: listed, polarity: "contravariant", rule: "nec-record-of-processing" } as const]),
    ...(assessed === undefined
      ? []
      : [{ place: "governance.impactAssessment.covers", names: assessed, polarity: "contravariant", rule: "nec-dpia-content" } as const]),
    ...(accuracy?.updates ?? []).map(
      ({ of, ...how }): Naming => ({
        place: "accuracy.updates",
        names: of,
        polarity: "contravariant",
        rule: "inf-accurate-and-current",
        // An update is plain data; interfaces have no index signature.
        member: normalText(how as unknown as JsonValue),
      }),
    ),
  ];
}

function covered(processor: string): Fact {
  return {
    key: `named covers processors ${processor}`,
    place: "governance.impactAssessment.covers",
    relation: "naming",
    about: processor,
    polarity: "contravariant",
    rules: ["nec-dpia-content"],
    guards: [`processors.${processor}`],
    says: { members: [JSON.stringify(processor)] },
  };
}

/** Adds the role that moderates a field; where nobody holds it, nobody moderates. */
export function moderatorFacts({ records, access }: ProcessingDocument, into: Collector): void {
  for (const [record, { fields }] of Object.entries(records ?? {}))
    for (const [name, { moderator }] of Object.entries(fields)) {
      if (moderator === undefined) continue;
      const field = `records.${record}.fields.${name}`;
      into.add({
        key: `moderator ${field}`,
        place: `${field}.moderator`,
        relation: "document",
        polarity: "contravariant",
        rules: ["inf-free-text-controlled"],
        guards: [field],
        says: { value: access !== undefined && Object.hasOwn(access.roles, moderator) ? moderator : "none", within: noneOr },
      });
    }
}
