/** Statements that the port keeps to itself: they would end a transaction behind its back, or change the connection for whoever comes next. */
import { PrivacyError } from "@favorable/core";

/** First words of statements that begin, end or nest transactions, or that outlive the statement on a pooled connection. */
const KEPT: ReadonlySet<string> = new Set([
  "begin",
  "start",
  "commit",
  "end",
  "rollback",
  "abort",
  "savepoint",
  "release",
  "set",
  "reset",
  "discard",
]);
/** `set local` ends with its transaction, `set constraints` says when in it constraints are looked at. */
const HARMLESS_SETS: ReadonlySet<string> = new Set(["local", "constraints"]);
const BLANK = /[\s;]/;
const WORD = /[A-Za-z_]+/y;

/**
 * Refuses a statement that controls transactions (`commit`, `rollback`, `savepoint`, …) or the session (`set` without `local`, `reset`,
 * `discard`). A commit inside a transaction would keep its changes although the transaction fails later, and whatever was to be kept
 * with them is lost; a setting would stay on the connection when the pool hands it on.
 *
 * The first words decide: the port runs one statement per text, and PostgreSQL lets no function, `do` block or `call` end a transaction
 * that a client has begun (2D000).
 *
 * @throws `TRANSACTION_CONTROL`, with the `statement`'s first word
 */
export function refuseControl(text: string): void {
  const from = skipBlank(text, 0);
  const first = wordAt(text, from);
  if (!KEPT.has(first) && first !== "prepare") return;
  const second = wordAt(text, skipBlank(text, from + first.length));
  if (first === "set" && HARMLESS_SETS.has(second)) return;
  if (first === "prepare" && second !== "transaction") return;
  throw new PrivacyError("TRANSACTION_CONTROL", "transactions and settings are begun, ended and nested by `transaction` alone", {
    statement: first,
  });
}

function wordAt(text: string, at: number): string {
  WORD.lastIndex = at;
  return (WORD.exec(text)?.[0] ?? "").toLowerCase();
}

/** Skips what PostgreSQL's scanner skips before a statement: white space, empty statements, comments of both kinds, nested ones too. */
function skipBlank(text: string, start: number): number {
  let at = start;
  for (;;) {
    if (at < text.length && BLANK.test(text.charAt(at))) at += 1;
    else if (text.startsWith("--", at)) at = endOfLine(text, at);
    else if (text.startsWith("/*", at)) at = endOfComment(text, at);
    else return at;
  }
}

function endOfLine(text: string, at: number): number {
  const rest = text.slice(at).search(/[\r\n]/);
  return rest === -1 ? text.length : at + rest;
}

function endOfComment(text: string, start: number): number {
  let depth = 0;
  let at = start;
  do {
    if (text.startsWith("/*", at)) {
      depth += 1;
      at += 2;
    } else if (text.startsWith("*/", at)) {
      depth -= 1;
      at += 2;
    } else at += 1;
  } while (depth > 0 && at < text.length);
  return at;
}
