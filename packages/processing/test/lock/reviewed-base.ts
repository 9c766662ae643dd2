/** The whole document with more of what can be moved, removed or stated anew: two categories alike, roles without data, places of one kind. */
import { readDocument } from "@favorable/processing";
import { whole } from "../whole-document.ts";

/** A document of any form, to be edited by path. */
// biome-ignore lint/suspicious/noExplicitAny: edits here also write what the types forbid, and each result is read strictly.
export type Loose = any;

const copy = (value: unknown): Loose => JSON.parse(JSON.stringify(value));

/** A fresh copy for each test. */
export function reviewedBase(): Loose {
  const d = copy(whole);
  d.categories.identity = { label: { en: "Identity" } };
  d.categories.twin = { ...copy(d.categories.status), label: { en: "Trade union membership" } };
  d.access.roles.nurse = { label: { en: "Nurse" }, purposes: ["followUp"] };
  d.access.grants.director = { ...d.access.grants.director, twin: copy(d.access.grants.director.status), identity: "none" };
  d.access.grants.nurse = { status: "none", identity: "none", twin: "none" };
  d.authorisations.rowScopes.director.twin = "own-unit";
  d.authorisations.justifications.director.twin = { en: "x" };
  d.access.immutable = ["status", "twin"];
  d.retention.register.categories = ["status", "twin"];
  d.retention.ident = { categories: ["identity"], maximum: { period: "P1Y" }, then: "delete" };
  for (const part of ["recipients", "processors", "transfers", "filingSystems"])
    for (const one of Object.values(d[part]) as Loose[]) one.categories = ["status", "twin"];
  d.links.mail.carries = ["status", "twin"];
  d.origins.occupationalHealth.excludes = [];
  d.originRules = [];
  d.functions.stats = { label: { en: "Statistics" }, purposes: ["followUp"], kind: "statistics", uses: ["twin"] };
  d.records.agent.fields.note = {
    category: "identity",
    origins: ["occupationalHealth"],
    purposes: ["followUp"],
    kind: "free-text",
    moderator: "nurse",
  };
  d.hosting.us = { holds: ["documents"], country: "US" };
  d.hosting.inhouse = { holds: ["application"], country: "MC" };
  d.events.far = { label: { en: "End of case" } };
  d.origins.plain = { label: { en: "Plain" }, kind: "file" };
  d.security.authentication = [{ from: "inside", factors: 2, means: ["password", "token"] }];
  return readDocument(copy(d)) && d;
}
