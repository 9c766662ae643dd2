/** The security blocks of a register's sheet (GDPR art. 30(1)(g)), as the CNIL's model divides them. */
import type { Item, Line } from "../paper/paper.ts";
import { labelled, spansOf, textOf } from "../paper/spans.ts";
import type { Saying } from "../saying.ts";
import { memberItem, stated } from "../stated.ts";
import type { RegisterRow } from "./row.ts";

type Block = readonly [fr: string, en: string, items: readonly Item[]];

/** Backup, encryption, control of processors, control of access, traceability, protection of software, other measures. */
export function securityLines(say: Saying): readonly RegisterRow[] {
  const { document, t } = say;
  const { security, access, logs, processors } = document;
  const of = (...members: readonly (keyof NonNullable<typeof security>)[]): readonly Item[] =>
    members.flatMap((name) => (security?.[name] === undefined ? [] : memberItem(say, name, security[name], ["security"])));
  const contracts = Object.entries(processors ?? {}).map(([id, { label, contract, clauses }]) => ({
    line: labelled(say.language, label.fr ?? label.en ?? id, contract?.reference ?? say.unstated),
    items: clauses === undefined ? [] : memberItem(say, "clauses", clauses, ["processors"]),
  }));
  const blocks: readonly Block[] = [
    ["Sécurité : sauvegarde", "Security: backup", of("backups")],
    ["Sécurité : chiffrement", "Security: encryption", of("encryption", "exports")],
    ["Sécurité : contrôle des sous-traitants", "Security: control of processors", contracts],
    [
      "Sécurité : contrôle d'accès des utilisateurs",
      "Security: user access control",
      [
        ...of("passwords", "authentication", "enforcement"),
        ...stated(say, { accounts: access?.accounts, procedure: access?.procedure }, ["access"]),
      ],
    ],
    ["Sécurité : traçabilité", "Security: traceability", stated(say, logs, ["logs"])],
    ["Sécurité : protection des logiciels", "Security: protection of software", of("patches", "environments", "exposed")],
    [
      "Sécurité : autres mesures",
      "Security: other measures",
      of("infrastructure", "infrastructureChecklist", "review", "paper", "premises", "breach", "standards", "organisation"),
    ],
  ];
  return blocks.map(([fr, en, items]) => ({ label: t(fr, en), values: items.flatMap((item) => flat(item, "")) }));
}

/** Nested items as lines of their own, each under the names of those above it. */
function flat({ line, items = [] }: Item, above: string): readonly Line[] {
  const own = above === "" ? spansOf(line) : [{ text: `${above}, ` }, ...spansOf(line)];
  if (items.length === 0) return [own];
  const head = above === "" ? textOf(line) : `${above}, ${textOf(line)}`;
  return items.flatMap((item) => flat(item, head));
}
