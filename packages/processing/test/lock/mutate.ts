/** Single changes of a document that states everything: each value taken away, and each value made more. */
type Path = readonly (string | number)[];

/** Words of closed lists, with one that says more. */
const WIDER: Readonly<Record<string, unknown>> = {
  "links.mail.direction": "both",
  "links.mail.status": "unknown",
  "recipients.inspector.means": "copy",
  "logs.store": "plain",
  "security.enforcement": "process",
  "security.backups.erasure": "never",
  "security.exports.selection": "everything",
  "security.passwords.storedAs": "clear",
  "processors.host.subProcessing": "general-authorisation",
  "accuracy.clock.source": "entered",
  "accuracy.actor": "entered",
  "subjects.staff.parental": "none",
  "capture.schedule": "continuous",
  "governance.impactAssessment.residualRisk": "high",
  "transfers.none.assessment.protection": "not-equivalent",
  "tenants.separatedBy": "nothing",
  "recipients.inspector.state": "ended",
  "filingSystems.paperFile.state": "in-use",
  "notices.policy.channels.0.when": "later",
  "notices.policy.channels.0.evidence": "none",
  "authorisations.rowScopes.director.status": "tenant",
  "records.agent.fields.status.kind": "free-text",
  "records.agent.fields.status.moderator": "none",
  stage: "draft",
};

/** Parts that are compared whole, or of which one stands for the others: what is in them needs no direction of its own. */
const WHOLE =
  /^(jointControllers\.controllers\.0|onBehalfOf\.0|purposes\.followUp\.bases\.0|proceedings|retention\.register\.former|rights\.means\.(?!access)\w+|rights\.(withdrawal|humanDecision)|.*\.en)(\.|$)/;

/** Each place of a document; of a text one language, and of a list the first member, stand for the others. */
export function places(value: unknown, path: Path = []): readonly Path[] {
  const last = path.at(-1);
  if (last === "fr" || (typeof last === "number" && last > 0)) return [];
  const parent = path.slice(0, -1).join(".");
  if (WHOLE.test(parent) || WHOLE.test(`${parent}.`) || last === "en") return [];
  if (typeof value !== "object" || value === null) return [path];
  const entries = Array.isArray(value) ? value.map((one, at) => [at, one] as const) : Object.entries(value);
  return [...(path.length === 0 ? [] : [path]), ...entries.flatMap(([key, member]) => places(member, [...path, key]))];
}

/** The document without what stands at a place. */
export function without(document: unknown, path: Path): unknown {
  return edited(document, path, (parent, key) => {
    if (Array.isArray(parent)) parent.splice(Number(key), 1);
    else Reflect.deleteProperty(parent, key);
  });
}

/** The document with more at a place, or with something else where there is no more; nothing for what is made of parts. */
export function withMore(document: unknown, path: Path): unknown {
  const value = path.reduce<unknown>((part, key) => Reflect.get(Object(part), key), document);
  if (typeof value === "object") return undefined;
  return edited(document, path, (parent, key) => Reflect.set(parent, key, WIDER[path.join(".")] ?? more(value)));
}

function more(value: unknown): unknown {
  if (typeof value === "boolean") return !value;
  if (typeof value === "number") return value + 1;
  if (typeof value !== "string") return value;
  if (/^P\d+[DWMY]$/.test(value)) return "P99Y";
  if (/^\d{4}(-\d{2}){0,2}$/.test(value)) return `2099${value.slice(4)}`;
  return `${value}x`;
}

/** Copies only what is on the way. */
function edited(value: unknown, [key, ...rest]: Path, edit: (parent: object, key: string) => void): unknown {
  const copy: object = Array.isArray(value) ? [...value] : { ...Object(value) };
  if (key === undefined) return copy;
  if (rest.length === 0) edit(copy, String(key));
  else Reflect.set(copy, key, edited(Reflect.get(copy, key), rest, edit));
  return copy;
}
