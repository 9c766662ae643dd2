/** `favorable audit verify`: the whole of a log, exported or in its database, against what somebody else kept or cosigned. */
import type { LogVerification } from "@favorable/audit";
import { createVerifier, verifyFolder } from "@favorable/audit/node";
import { verifyStore } from "@favorable/audit/postgres";
import { calendarDate, PrivacyError, period } from "@favorable/core";
import { type DatabaseOptions, withDatabase } from "./database.ts";
import { isInside, openerOf, optionValue, readCheckpointNote, readPolicy, readSecret, readVkey } from "./inputs.ts";
import { progressOn } from "./progress.ts";
import { EXIT, entries, type JsonOption, say, sayJson } from "./words.ts";

/** Options of the verb. */
export interface VerifyOptions extends DatabaseOptions, JsonOption {
  readonly key: readonly string[];
  readonly against?: readonly string[] | undefined;
  readonly policy?: string | undefined;
  readonly freshFor?: string | undefined;
  readonly identity?: string | undefined;
  readonly asOf?: string | undefined;
  /** False for `--no-values`. */
  readonly values?: boolean | undefined;
}

/** Verifies a folder, or without one the database, and prints the verdict; returns the exit code. */
export async function auditVerify(folder: string | undefined, options: VerifyOptions): Promise<number> {
  if (folder !== undefined && options.database !== undefined)
    throw new PrivacyError("USAGE", "verify takes a folder or --database, not both");
  // A checkpoint out of the log's own folder was not kept elsewhere: it confirms nothing.
  const given = options.against ?? [];
  const outside = given.map(receivedAt).filter(({ file }) => folder === undefined || !isInside(file, folder));
  const policy = readPolicy(options.policy);
  const progress = progressOn(process.stderr, "verifying");
  const common = {
    against: outside.map(({ file, since }) => ({ note: readCheckpointNote(file), ...(since === undefined ? {} : { since }) })),
    onProgress: progress.at,
    ...(policy === undefined ? {} : { policy }),
    ...(options.freshFor === undefined
      ? {}
      : { freshFor: optionValue("--fresh-for", "a period such as P7D", () => period(options.freshFor ?? "")) }),
    ...(options.asOf === undefined
      ? {}
      : { asOf: optionValue("--as-of", "a calendar date (YYYY-MM-DD)", () => calendarDate(options.asOf ?? "")) }),
  };
  const verifying = folder === undefined ? inDatabase(options, common) : inFolder(folder, options, common);
  const result = await verifying.finally(() => progress.done());
  const code = exitCode(result);
  if (options.json === true) {
    const bodies = result.notVerified.includes("bodies") ? "not verified" : "verified";
    sayJson({ ...result, bodies, ownCheckpoints: given.length - outside.length, exitCode: code });
    return code;
  }
  say(sentence(code, result), ...details(result));
  if (outside.length < given.length)
    say("A checkpoint out of the log's own folder was given with --against: it was not kept elsewhere, and counts for nothing.");
  for (const { code: finding, place, entry, part } of result.findings)
    say(`  ${finding}: ${place}${entry === undefined ? "" : `, entry ${entry}`}${part === undefined ? "" : `, part ${part}`}`);
  if (result.omitted > 0) say(`  and ${result.omitted} more`);
  return code;
}

type Common = Omit<Parameters<typeof verifyStore>[1], "verifier">;

async function inFolder(folder: string, options: VerifyOptions, common: Common): Promise<LogVerification> {
  const openBodies = openerOf(options.identity);
  return verifyFolder(folder, { ...common, vkey: options.key.map(readVkey), ...(openBodies === undefined ? {} : { openBodies }) });
}

/** Every row of the log where it is: nothing of it is left out but what the login or the missing keys keep from view. */
async function inDatabase(options: VerifyOptions, common: Common): Promise<LogVerification> {
  if (options.identity !== undefined) throw new PrivacyError("USAGE", "--identity opens the bodies of a folder");
  const [verifier, ...otherVerifiers] = options.key.map((key) => createVerifier(readVkey(key)));
  if (verifier === undefined) throw new PrivacyError("USAGE", "--key is needed");
  const subjectKey = readSecret(options.subjectKey, "subject key");
  const outboxKey = readSecret(options.outboxKey, "outbox key");
  const keys = { ...(subjectKey === undefined ? {} : { subjectKey }), ...(outboxKey === undefined ? {} : { outboxKey }) };
  return withDatabase(options, (sql) =>
    verifyStore(sql, { ...common, ...keys, verifier, otherVerifiers, values: options.values !== false }),
  );
}

/** `<file>@<instant>`: since when the checkpoint was kept, which decides when its key is declared compromised. */
function receivedAt(given: string): { readonly file: string; readonly since?: string } {
  const [, file, day, time = "T00:00:00Z"] = /^(.+)@(\d{4}-\d\d-\d\d)(T\d\d:\d\d:\d\d(?:\.\d{3})?Z)?$/.exec(given) ?? [];
  return file === undefined ? { file: given } : { file, since: `${day}${time}` };
}

function exitCode(result: LogVerification): number {
  if (result.verdict === "tampered") return EXIT.tampered;
  if (result.verdict === "lost") return EXIT.lost;
  if (result.parts.overdue > 0) return EXIT.overdue;
  return result.witnessed === "witnessed" && result.dated !== "last-entry" ? EXIT.intact : EXIT.unwitnessed;
}

function sentence(code: number, { size, witnessed, parts, dated, asOf }: LogVerification): string {
  switch (code) {
    case EXIT.intact:
      return `Intact: ${entries(size)}, consistent with the external checkpoint.`;
    case EXIT.tampered:
      return "TAMPERED: the log is not what was signed.";
    case EXIT.lost:
      return "LOST: entries or payloads are gone, and no entry accounts for it.";
    case EXIT.overdue:
      return `Intact, but ${parts.overdue} personal ${parts.overdue === 1 ? "datum" : "data"} in it were kept longer than they may be (${entries(size)}).${
        witnessed === "witnessed" ? "" : ` It is ${witnessed}, too: nothing from outside binds its owner.`
      }`;
    default:
      if (witnessed === "witnessed" && dated === "last-entry")
        return `Intact, but judged on ${asOf}, the day of its last entry: ${entries(size)}. The whole log is under a simulated clock, so that this day is its owner's choice; give one with --as-of.`;
      return witnessed === "stale"
        ? `Intact, but the evidence from outside is stale: ${entries(size)}. It is of the empty log, or older than allowed.`
        : `Intact, but unwitnessed: ${entries(size)}. A key beside its own log proves nothing alone; give a checkpoint kept elsewhere with --against, or whom to believe with --policy.`;
  }
}

function details({
  witnessedSize,
  witnessedAt,
  size,
  notExported,
  notVerified,
  pruned,
  simulated,
  asOf,
  parts,
}: LogVerification): string[] {
  const judged = Object.values(parts).reduce((sum, count) => sum + count, 0);
  const gone = parts.erased + parts.expired;
  return [
    ...(witnessedSize === undefined || witnessedSize === 0
      ? []
      : [
          `Vouched for from outside: the first ${witnessedSize} of ${entries(size)}${witnessedAt === undefined ? "" : `, at ${witnessedAt}`}.`,
        ]),
    ...(judged === 0 ? [] : [`Judged on ${asOf}: ${judged} parts; ${parts.ok} there, ${gone} gone as they should be, ${parts.held} held.`]),
    ...(notVerified.includes("bodies")
      ? [
          `BODIES NOT VERIFIED: of ${notExported} ${notExported === 1 ? "part" : "parts"} only the commitments were; whether bodies were changed, are lost or kept too long, verify the database for that, or a folder with its bodies.`,
        ]
      : []),
    ...(notVerified.includes("subject-index")
      ? ["The index by which a person's entries are found was not verified: that takes --subject-key."]
      : []),
    ...(pruned === 0 ? [] : [`Of ${entries(pruned)} only the hash is left, as an entry of the log says.`]),
    ...(simulated ? ["Some entries were written under a simulated clock: their times are made up."] : []),
  ];
}
