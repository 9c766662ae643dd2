/** Evidence as a person reads it: each part, how far it was looked at, and what was not. */
import type { EvidenceReport } from "@favorable/review";
import type { Look } from "../terminal.ts";

/** Why a part is missing or limited, in words; codes are told as they are. */
const REASONS: Readonly<Record<string, string>> = {
  contradiction: "what was found contradicts itself, the day or the declaration",
  failed: "the collector failed",
  "nothing-recorded": "nothing of the kind was ever recorded",
  sample: "of a sample",
  "expiry-not-asked": "whether copies are past their day was not asked",
  "at-least": "at least so many: counting ended",
  "proved-by-the-store-alone": "proved by the store's own account, not by the log",
  "simulated-entries": "some entries are under a simulated clock",
  "functions-by-their-text": "functions are known by what their text names",
  "values-not-read": "values of bodies were not read",
};

/** The account of a report. */
export function accountText(report: EvidenceReport, signedBy: string | undefined, { paint }: Look): string {
  const { evidence, notCollected, limited, given } = report;
  const { asOf, simulated, declaration, ...parts } = evidence;
  const names = Object.keys(parts).sort();
  const places = [...names, ...notCollected.map(({ part }) => part)];
  const width = Math.max(0, ...places.map((place) => place.length)) + 2;
  const line = (place: string, said: string): string => `  ${place.padEnd(width)}${said}`.trimEnd();
  const how = (name: string): string =>
    [
      ...(given.includes(name) ? ["stated, not observed"] : []),
      ...limited.filter(({ part }) => part === name || part.startsWith(`${name}.`)).map(({ reason }) => inWords(reason)),
    ].join("; ");
  return `${[
    paint(
      "bold",
      `Evidence of ${asOf}${simulated ? ", under a simulated clock" : ""}, ${signedBy === undefined ? "not signed" : `signed by ${signedBy}`}`,
    ),
    `Declaration ${declaration ?? "not named"}`,
    "",
    `Collected: ${names.length}`,
    ...names.map((name) => line(name, how(name))),
    ...(notCollected.length === 0 ? [] : ["", paint("yellow", `Not collected: ${notCollected.length}`)]),
    ...notCollected.map(({ part, reason }) => line(part, inWords(reason))),
  ].join("\n")}\n`;
}

function inWords(reason: string): string {
  const [kind, what] = reason.split(": ");
  if (kind === "not-given" && what !== undefined) return `needs ${what}`;
  if (kind === "not-collected" && what !== undefined) return `needs ${what}, which was not collected`;
  return REASONS[reason] ?? reason;
}
