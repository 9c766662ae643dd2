import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { memoryLog } from "@favorable/audit";
import { createSigner, exportLog, generateKey } from "@favorable/audit/node";
import { systemClock } from "@favorable/core";
import { readDocument } from "@favorable/processing";
import { review } from "@favorable/review";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cliFile } from "../../../testing/cli-file.ts";
import { opinionText } from "../src/cli/review/opinion-text.ts";
import { lookOf } from "../src/cli/terminal.ts";

const ORIGIN = "cli.example/audit";
const folder = mkdtempSync(join(tmpdir(), "favorable-cli-"));
const path = (name: string): string => join(folder, name);

function favorable(...args: readonly string[]): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  return spawnSync(process.execPath, [cliFile, ...args], {
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1" },
  });
}

beforeAll(async () => {
  const key = generateKey(ORIGIN);
  const log = memoryLog({ origin: ORIGIN, signer: createSigner(key.privateKey), clock: systemClock });
  for (let at = 0; at < 5; at++) await log.append({ type: "access.read", clear: { at } });
  writeFileSync(path("checkpoint"), await log.checkpoint());
  await log.append({ type: "access.read" });
  await exportLog(log, path("log"));
  writeFileSync(path("log.vkey"), `${key.vkey}\n`);
  const other = memoryLog({ origin: ORIGIN, signer: createSigner(key.privateKey), clock: systemClock });
  for (let at = 0; at < 5; at++) await other.append({ type: "access.read", clear: { other: at } });
  writeFileSync(path("fork"), await other.checkpoint());
  writeFileSync(path("empty.json"), JSON.stringify({ format: "favorable-processing/2", id: "empty", stage: "submitted" }));
  writeFileSync(path("broken.json"), '{"MARKER-3141');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("without arguments it helps", () => {
  const { status, stdout } = favorable();
  expect(status).toBe(0);
  expect(stdout).toContain("audit");
  expect(stdout).toContain("review");
});

test("an intact log that extends the external checkpoint exits 0", () => {
  const { status, stdout } = favorable("audit", "verify", path("log"), "--key", path("log.vkey"), "--against", path("checkpoint"));
  expect(stdout).toMatch(/^Intact: 7 entries/);
  expect(status).toBe(0);
});

test("without an external checkpoint it exits 4 and says why, with the key as text too", () => {
  const { status, stdout } = favorable("audit", "verify", path("log"), "--key", readFileSync(path("log.vkey"), "utf8"), "--json");
  expect(status).toBe(4);
  expect(JSON.parse(stdout)).toMatchObject({ verdict: "intact", witnessed: "unwitnessed", exitCode: 4 });
});

test("a checkpoint out of the log's own folder witnesses nothing", () => {
  const { status } = favorable("audit", "verify", path("log"), "--key", path("log.vkey"), "--against", join(path("log"), "checkpoint"));
  expect(status).toBe(4);
});

test("a fork of the log exits 1", () => {
  expect(favorable("audit", "verify", path("log"), "--key", path("log.vkey"), "--against", path("fork")).status).toBe(1);
});

test("a changed byte exits 1 and names the file, not the content", () => {
  execFileSync("cp", ["-r", path("log"), path("copy")]);
  const bundles = join(path("copy"), "tile/entries");
  const file = readdirSync(bundles, { recursive: true, withFileTypes: true }).find((entry) => entry.isFile());
  const bundle = join(file?.parentPath ?? "", file?.name ?? "");
  const bytes = readFileSync(bundle);
  bytes[40] = (bytes[40] ?? 0) ^ 1;
  writeFileSync(bundle, bytes);
  const { status, stdout } = favorable("audit", "verify", path("copy"), "--key", path("log.vkey"), "--against", path("checkpoint"));
  expect(status).toBe(1);
  expect(stdout).toContain("TAMPERED");
  expect(stdout).toContain("tile/entries");
});

test("a call that makes no sense exits with the usage code of its verb", () => {
  expect(favorable("audit", "verify").status).toBe(64);
  expect(favorable("audit", "verify", path("nowhere"), "--key", path("log.vkey")).status).toBe(64);
  expect(favorable("review").status).toBe(2);
  expect(favorable("approve").status).toBe(2);
  expect(favorable("review", path("empty.json"), "--profile", "toString").status).toBe(2);
});

test("a review of an almost empty file exits 1, in both languages and as data", () => {
  const french = favorable("review", path("empty.json"), "--profile", "ccin-1165", "--as-of", "2021-10-20", "--lang", "fr");
  expect(french.status).toBe(1);
  expect(french.stdout).toMatch(/^AVIS DÉFAVORABLE/);
  const data = favorable("review", path("empty.json"), "--profile", "ccin-1165", "--as-of", "2021-10-20", "--json");
  expect(JSON.parse(data.stdout)).toMatchObject({ outcome: "unfavorable", profile: "ccin-1165" });
});

test("a file that is no JSON is named, its content is not shown", () => {
  const { status, stderr } = favorable("review", path("broken.json"));
  expect(status).toBe(2);
  expect(stderr).toContain("JSON_INVALID");
  expect(stderr).not.toContain("MARKER");
});

test("the dossier is written as a page", () => {
  const { status } = favorable(
    "dossier",
    path("empty.json"),
    "--out",
    path("dossier.html"),
    "--profile",
    "ccin-1165",
    "--as-of",
    "2021-10-20",
  );
  expect(status).toBe(0);
  expect(readFileSync(path("dossier.html"), "utf8")).toMatch(/^<!doctype html>/i);
});

/** A file that an opinion can weigh: one processing of a club, written by hand, without labels. */
const club = {
  format: "favorable-processing/2",
  id: "club-members",
  stage: "submitted",
  purposes: { membership: { statement: {}, main: true, bases: [{ kind: "contract" }] } },
  subjects: { members: { label: {}, relation: "other" } },
  categories: { contact: { label: {} }, health: { label: {}, special: "health" } },
  origins: { form: { label: {}, kind: "subject" } },
  access: {
    actions: ["read", "add"],
    roles: { secretary: { label: {}, purposes: ["membership"] } },
    grants: { secretary: { contact: ["read", "add"], health: "none" } },
  },
  records: {
    member: {
      subjects: ["members"],
      fields: Object.fromEntries(
        ["email", "phone", "street", "town"].map((name) => [
          name,
          { category: "contact", origins: ["form"], purposes: ["membership"], kind: "text" },
        ]),
      ),
    },
  },
};
const write = (name: string, value: unknown): string => {
  writeFileSync(path(name), JSON.stringify(value));
  return path(name);
};
const reviewed = (lang: string, ...more: readonly string[]): string =>
  favorable("review", write("club.json", club), "--as-of", "2025-01-01", "--lang", lang, ...more).stdout;

test("a report names its remarks by section, what blocks, what was declared and what is missing, each wall of paths in one line", () => {
  const text = reviewed("en");
  const sections = [...text.matchAll(/^([IVX]+) +[A-Z]/gm)].map(([, section]) => section ?? "");
  const order = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
  expect(sections.length).toBeGreaterThan(9);
  expect(sections).toEqual([...sections].sort((left, right) => order.indexOf(left) - order.indexOf(right)));
  expect(text).toMatch(/^`club-members`$/m);
  expect(text).toMatch(/^II {3}Asks that .+ \(blocks the opinion\)$/m);
  expect(text).toMatch(/^ {5}not stated: records\.member\.fields\.\*\.justification \(4\)$/m);
  expect(text).toMatch(/^\d+ rules fired, \d+ satisfied, \d+ not assessable, \d+ left to a person$/m);
  expect(text).toMatch(/^Left to a person:$/m);
  expect(text).not.toMatch(/ [:;]/);
  expect(text).not.toContain("\u001b");
});

test("a report in French is spaced as French is, and counts in a sentence", () => {
  const text = reviewed("fr");
  expect(text).toMatch(/^\d+ règles déclenchées, \d+ satisfaites, \d+ non évaluables, \d+ laissées? à une personne$/m);
  expect(text).toMatch(/^Reste à apprécier par une personne :$/m);
  expect(text).toMatch(/\(bloque l'avis\)$/m);
  // Declared values stand as the file and the rulebook write them.
  const sentences = text.split("\n").filter((line) => !/^ +(non )?déclaré :/.test(line));
  expect(sentences.filter((line) => /[^ \u00A0][:;](?= )/.test(line))).toEqual([]);
});

test("evidence that did not count is warned of, with the reason, and evidence that counted is named, in the report and on the page", () => {
  const bundle = {
    asOf: "2024-12-31",
    simulated: true,
    declaration: "0".repeat(64),
    log: { verdict: "intact", size: 41 },
    ages: { contact: { overdue: 0 } },
  };
  const refused = write("refused.json", bundle);
  expect(reviewed("en", "--evidence", refused)).toMatch(/^Warning: evidence set aside: it was taken under a simulated clock/m);
  expect(reviewed("fr", "--evidence", refused)).toMatch(/^Attention : preuves écartées/m);
  expect(reviewed("en")).toMatch(/^Evidence: none supplied/m);

  const { declaration } = JSON.parse(reviewed("en", "--json")) as { declaration: { sha256: string } };
  const counted = write("counted.json", { ...bundle, simulated: false, declaration: declaration.sha256 });
  expect(reviewed("en", "--evidence", counted)).toMatch(/^Evidence: .*audit log.* as of 31 December 2024$/m);
  const page = (evidence: string): string => {
    favorable("dossier", path("club.json"), "--out", path("page.html"), "--as-of", "2025-01-01", "--evidence", evidence);
    return readFileSync(path("page.html"), "utf8");
  };
  const used = page(counted);
  expect(used).toContain("41\u00A0entries");
  expect(used).not.toMatch(/aucune preuve jointe|no evidence supplied|Aucune preuve d’exécution/);
  const aside = page(refused);
  expect(aside).toContain("Evidence set aside.");
  expect(aside).not.toMatch(/aucune preuve jointe|no evidence supplied/);
}, 60_000);

test("evidence that nobody signed counts only against a submitted file, unless it is asked otherwise; the report and the page say so", () => {
  const submitted = write("filed.json", { ...club, stage: "submitted" });
  const on = (...more: string[]): string => favorable("review", submitted, "--as-of", "2025-01-01", "--lang", "fr", ...more).stdout;
  const { declaration } = JSON.parse(on("--json")) as { declaration: { sha256: string } };
  const bundle = { asOf: "2024-12-31", simulated: false, declaration: declaration.sha256, log: { verdict: "intact", size: 41 } };
  const evidence = write("hand.json", bundle);
  const promise = on("--evidence", evidence);
  expect(promise).toMatch(/^Attention : preuves non signées : elles valent promesse/m);
  expect(promise).not.toMatch(/constaté/);
  const counted = on("--evidence", evidence, "--unsigned-evidence");
  expect(counted).toMatch(/^Attention : preuves non signées : personne n'en répond/m);
  favorable("dossier", submitted, "--out", path("page.html"), "--as-of", "2025-01-01", "--evidence", evidence);
  expect(readFileSync(path("page.html"), "utf8")).toContain("elles valent promesse");
  const draft = favorable("generate", "deliberation", submitted, "--as-of", "2025-01-01", "--lang", "fr", "--evidence", evidence).stdout;
  expect(draft).toContain("Preuves non signées");
}, 60_000);

test("an opinion on a profile that was not in force says so; a favorable one reminds; a terminal is coloured and broken into lines", () => {
  const document = readDocument(club);
  const opinion = review(document, { profile: "cnil-gdpr", asOf: "2025-01-01" });
  const plain = lookOf({ isTTY: false }, {});
  const late = opinionText(review(document, { profile: "ccin-1165", asOf: "2025-01-01" }), document, "en", plain);
  expect(late).toMatch(/^Warning: the law of this profile was not in force on that day: the opinion cannot be favorable$/m);

  const reminders = opinion.findings.filter(({ state, severity }) => state === "fired" && severity === "reminder");
  const counts = { fired: 2, satisfied: 1, notAssessable: 0, human: 1, notApplicable: 0 };
  const favored = opinionText({ ...opinion, outcome: "favorable", findings: reminders, counts }, document, "en", plain);
  expect(favored).toContain("2 reminders, 1 rule satisfied, 0 not assessable, 1 left to a person");
  expect(favored).toMatch(/^Standing reminders/m);
  expect(favored).not.toContain("fired");

  const noted = { section: "II", word: "prend-acte", statement: { fr: "on", en: "so" }, remedy: { fr: "rien", en: "nothing" } } as const;
  const [first] = reminders;
  if (first === undefined) throw new Error("the club's file draws a reminder");
  const note = opinionText({ ...opinion, findings: [{ ...first, state: "satisfied", remarks: [noted] }] }, document, "en", plain);
  expect(note).toContain("Takes note that so");
  expect(note).not.toContain("what lifts it");

  const watched = opinionText(opinion, document, "fr", lookOf({ isTTY: true, columns: 70 }, {}));
  expect(watched.split("\n").every((line) => stripVTControlCharacters(line).length <= 70)).toBe(true);
  expect(watched).not.toBe(stripVTControlCharacters(watched));
  for (const look of [lookOf({ isTTY: true }, { NO_COLOR: "1" }), lookOf({ isTTY: true }, { TERM: "dumb" }), plain])
    expect(opinionText(opinion, document, "fr", look)).not.toContain("\u001b");
});

test("a document written for an earlier form is reviewed as it is; one of a form to come is refused by a code", () => {
  const earlier = favorable(
    "review",
    write("earlier.json", { ...club, format: "favorable-processing/1" }),
    "--as-of",
    "2025-01-01",
    "--json",
  );
  const now = favorable("review", write("club.json", club), "--as-of", "2025-01-01", "--json");
  expect(earlier.status).toBe(now.status);
  expect(JSON.parse(earlier.stdout)).toEqual(JSON.parse(now.stdout));
  const later = favorable("review", write("later.json", { ...club, format: "favorable-processing/3" }));
  expect(later.status).toBe(2);
  expect(later.stderr).toContain("DOCUMENT_VERSION");
});
