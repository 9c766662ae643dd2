/** `favorable explain`: a rule, the clause it rests on, what it reads and when it applies. */
import { PrivacyError } from "@favorable/core";
import { applicability, clausesOf, fixOf, profiles, type Rule, rulebook, type Section, type Severity } from "@favorable/review";
import { hanging, type Look, lookOf } from "../terminal.ts";
import { colon, dayOf, type Language } from "./opinion-words.ts";

interface ExplainOptions {
  readonly lang: string;
  readonly json?: true | undefined;
}

const WEIGHT: Readonly<Record<Severity, Readonly<Record<Language, string>>>> = {
  block: { fr: "bloquant : pas d'avis favorable tant qu'elle est déclenchée", en: "block: no favorable opinion while it fires" },
  modify: { fr: "modification : l'élément est récrit", en: "modify: the element is rewritten" },
  reserve: { fr: "réserve : une condition de l'avis", en: "reserve: a condition of the opinion" },
  reminder: { fr: "rappel", en: "reminder" },
};

const SECTION: Readonly<Record<Section, Readonly<Record<Language, string>>>> = {
  I: { fr: "finalité et fonctionnalités", en: "purpose and functions" },
  II: { fr: "licéité et justification", en: "lawfulness and justification" },
  III: { fr: "informations traitées", en: "information processed" },
  IV: { fr: "droits des personnes", en: "rights of the persons" },
  V: { fr: "personnes ayant accès", en: "persons with access" },
  VI: { fr: "rapprochements, interconnexions et destinataires", en: "links, interconnections and recipients" },
  VII: { fr: "sécurité", en: "security" },
  VIII: { fr: "durées de conservation", en: "retention periods" },
  IX: { fr: "nécessité, proportionnalité, gouvernance", en: "necessity, proportionality, governance" },
};

/** Prints a rule, or the list of all without one; returns 0. Throws `RULE_UNKNOWN` with the nearest ids. */
export function explain(id: string | undefined, options: ExplainOptions): number {
  if (options.lang !== "fr" && options.lang !== "en") throw new PrivacyError("OPTION_INVALID", "--lang is fr or en");
  const look = lookOf(process.stdout, process.env);
  if (id === undefined) {
    process.stdout.write(options.json === true ? `${JSON.stringify(rulebook.map(factsOf), undefined, 2)}\n` : listText(options.lang, look));
    return 0;
  }
  const rule = rulebook.find((one) => one.id === id);
  const close = rule === undefined ? nearest(id) : [];
  if (rule === undefined)
    throw new PrivacyError(
      "RULE_UNKNOWN",
      "there is no such rule; favorable explain lists them",
      close.length === 0 ? {} : { nearest: close },
    );
  process.stdout.write(options.json === true ? `${JSON.stringify(factsOf(rule), undefined, 2)}\n` : ruleText(rule, options.lang, look));
  return 0;
}

function factsOf(rule: Rule): object {
  const { check: _, ...facts } = rule;
  const { adapt: _adapt, ...fix } = fixOf(rule.id) ?? {};
  return { ...facts, clauses: clausesOf(rule.id), applies: applicability(rule), fix };
}

function listText(language: Language, look: Look): string {
  const widest = Math.max(...rulebook.map(({ id }) => id.length));
  let section = "";
  return `${rulebook
    .flatMap((rule) => {
      const head = section === rule.section ? [] : ["", look.paint("bold", `${rule.section}. ${SECTION[rule.section][language]}`)];
      section = rule.section;
      return [...head, hanging(`  ${rule.id.padEnd(widest)}  `, rule.statement[language], look.width)];
    })
    .slice(1)
    .join("\n")}\n`;
}

function ruleText(rule: Rule, language: Language, look: Look): string {
  const fr = language === "fr";
  const line = (name: string, text: string): string => hanging(`${look.paint("dim", `${name}${colon(language)}`)} `, text, look.width);
  const days = applicability(rule).map(({ profile, from, until }) => {
    const title = profiles[profile as keyof typeof profiles]?.title[language] ?? profile;
    const since = fr ? `depuis le ${dayOf(from, language)}` : `since ${dayOf(from, language)}`;
    const period =
      until === undefined
        ? since
        : fr
          ? `du ${dayOf(from, language)} au ${dayOf(until, language)}`
          : `${dayOf(from, language)} to ${dayOf(until, language)}`;
    return `  ${title} [${profile}], ${period}`;
  });
  const decides = [
    ...(rule.decides.declaration ? [fr ? "la déclaration" : "the declaration"] : []),
    ...(rule.decides.evidence ? [fr ? "des preuves" : "evidence"] : []),
    ...(rule.decides.human ? [fr ? "une personne" : "a person"] : []),
  ];
  return `${[
    look.paint("bold", rule.id),
    hanging("", rule.statement[language], look.width),
    "",
    line("Section", `${rule.section}, ${SECTION[rule.section][language]}`),
    line(fr ? "Poids" : "Weight", WEIGHT[rule.severity][language]),
    line(fr ? "Décidé par" : "Decided by", decides.join(", ")),
    "",
    look.paint("dim", `${fr ? "Textes" : "Clauses"}${colon(language)}`),
    ...Object.entries(rule.source).map(([kind, text]) => hanging("  - ", `${text} [${kind}]`, look.width)),
    ...clausesOf(rule.id).map(({ text, from }) => hanging("    ", `« ${text} » (${from})`, look.width)),
    "",
    look.paint("dim", `${fr ? "Lit" : "Reads"}${colon(language)}`),
    ...rule.needs.map((need) => `  - ${need}`),
    "",
    look.paint("dim", `${fr ? "S'applique sous" : "Applies under"}${colon(language)}`),
    ...days,
    ...fixLines(rule, language, look),
  ].join("\n")}\n`;
}

/** What to state, as JSON to copy, and what to collect. */
function fixLines({ id }: Rule, language: Language, look: Look): readonly string[] {
  const { declaration, evidence, command } = fixOf(id) ?? {};
  const fr = language === "fr";
  const head = (name: string): string => look.paint("dim", `${name}${colon(language)}`);
  return [
    ...(declaration === undefined
      ? []
      : [
          "",
          head(fr ? "À déclarer" : "To state"),
          ...JSON.stringify(declaration, undefined, 2)
            .split("\n")
            .map((line) => `  ${line}`),
        ]),
    ...(evidence === undefined
      ? []
      : ["", hanging(`${head(fr ? "À joindre" : "To attach")} `, `${evidence.join(", ")} (${command})`, look.width)]),
  ];
}

/** Ids that share a word with what was asked, the closest first. */
function nearest(id: string): readonly string[] {
  const words = new Set(
    id
      .toLowerCase()
      .split(/[^a-z]+/)
      .filter((word) => word.length > 2),
  );
  const shared = (rule: Rule): number => rule.id.split("-").filter((word) => words.has(word)).length;
  return [...rulebook]
    .filter((rule) => shared(rule) > 0)
    .sort((left, right) => shared(right) - shared(left))
    .slice(0, 3)
    .map((rule) => rule.id);
}
