/** The Article 30 register: a list of processings, and a sheet for each. */
import { canonicalBytes, PrivacyError, toHex } from "@favorable/core";
import type { ProcessingDocument } from "@favorable/processing";
import { sha256 } from "@noble/hashes/sha2.js";
import { documentSha256 } from "../../opinion.ts";
import { heading, paragraph, table } from "../paper/blocks.ts";
import type { Block, Language, Line, Paper } from "../paper/paper.ts";
import { joined, textOf } from "../paper/spans.ts";
import { saying } from "../saying.ts";
import type { RegisterRole, RegisterRow } from "./row.ts";
import { controllerRows, processorRows } from "./sheet.ts";

/** How a register is written. */
export interface RegisterOptions {
  readonly language: Language;
  /** `controller` (GDPR art. 30(1)) unless given; `processor` (art. 30(2)) takes the processings that are done on behalf of others. */
  readonly role?: RegisterRole;
}

/** One sheet as rows of text: what CSV and XLSX are written from. */
export interface RegisterSheet {
  readonly id: string;
  readonly rows: readonly RegisterRow[];
}

/** A register as data; the paper, the CSV and the XLSX say the same. */
export interface Register {
  readonly language: Language;
  readonly role: RegisterRole;
  readonly title: string;
  readonly sheets: readonly RegisterSheet[];
  readonly declaration: Paper["declaration"];
}

/**
 * Makes the register of one or several declarations, in the order given. A box that the declaration does not fill says so.
 *
 * @throws `REGISTER_EMPTY` when no declaration belongs in it; `REGISTER_TWICE` when two have one id
 * @example
 * ```ts
 * import { registerCsv, registerOf } from "@favorable/review/documents";
 *
 * const register = registerOf(
 *   [{ format: "favorable-processing/2", id: "visits", stage: "draft", purposes: { entry: { statement: { en: "Entry of visitors" } } } }],
 *   { language: "en" },
 * );
 * console.log(register.sheets[0]?.rows.find(({ label }) => label === "Main purpose")?.values.length); // 1
 * console.log(registerCsv(register).includes("Entry of visitors")); // true
 * ```
 */
export function registerOf(documents: readonly ProcessingDocument[], { language, role = "controller" }: RegisterOptions): Register {
  const held = documents.filter(({ onBehalfOf }) => role === "controller" || Array.isArray(onBehalfOf));
  const [first] = held;
  if (first === undefined) throw new PrivacyError("REGISTER_EMPTY", "no declaration belongs in this register", { role });
  if (new Set(held.map(({ id }) => id)).size !== held.length)
    throw new PrivacyError("REGISTER_TWICE", "two declarations of the register have one id");
  const sheets = held.map((document) => {
    const say = saying(document, language);
    const rows = role === "controller" ? controllerRows(say) : processorRows(say);
    return { id: document.id, rows: rows.map(({ label, values }) => ({ label, values: values.length === 0 ? [say.unstated] : values })) };
  });
  const title =
    language === "fr"
      ? `Registre des activités de traitement (${role === "controller" ? "responsable du traitement" : "sous-traitant"})`
      : `Record of processing activities (${role})`;
  const hashes = held.map(documentSha256);
  const together = hashes.length === 1 ? (hashes[0] ?? "") : toHex(sha256(canonicalBytes(hashes)));
  return { language, role, title, sheets, declaration: { id: held.map(({ id }) => id).join(", "), sha256: together } };
}

/** The columns of the list: those a reader looks a processing up by. */
const LISTED = 5;

/** The list of processings: reference, name, day of creation and of update, and who is responsible. */
export function registerList({ sheets, language }: Register): {
  readonly head: readonly string[];
  readonly rows: readonly (readonly Line[])[];
} {
  const columns = (sheets[0]?.rows ?? []).slice(0, LISTED);
  return {
    head: columns.map(({ label }) => label),
    rows: sheets.map(({ rows }) => rows.slice(0, LISTED).map(({ values }) => joined(values, language === "fr" ? " ; " : "; "))),
  };
}

/** The register as a paper: the list, then each sheet. */
export function registerPaper(register: Register): Paper {
  const { language, title, sheets, declaration } = register;
  const [box, content] = language === "fr" ? ["Rubrique", "Contenu"] : ["Item", "Content"];
  const list = registerList(register);
  const blocks: Block[] = [
    table(language === "fr" ? "Liste des traitements" : "List of processings", list.head, list.rows, ""),
    ...sheets.flatMap(({ id, rows }, at): readonly Block[] => {
      const name = rows[1]?.values.map(textOf).join(", ") ?? id;
      return [
        heading(2, `${language === "fr" ? "Fiche" : "Sheet"} ${at + 1}${language === "fr" ? " : " : ": "}${id}`),
        paragraph(name),
        table(`${language === "fr" ? "Fiche" : "Sheet"} ${id}`, [box ?? "", content ?? ""], rows.flatMap(rowLines), ""),
      ];
    }),
  ];
  return { language, title, declaration, blocks };
}

/** A box with several values takes a row for each. */
function rowLines({ label, values }: RegisterRow): readonly (readonly Line[])[] {
  return values.map((value, at) => [values.length > 1 ? `${label} (${at + 1})` : label, value]);
}
