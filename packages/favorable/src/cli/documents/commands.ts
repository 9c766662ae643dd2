/** The verbs that write documents from a declaration. */
import type { Command } from "@commander-js/extra-typings";
import { generateDeliberation, generateDpia, generateNotices, generateObserved, generateSheet, OBSERVED, SHEETS } from "./generate.ts";
import { REGISTER_FORMATS, register } from "./register.ts";

const DOCUMENT = "a processing document (JSON)";
const OUT = "the file to write; default: the standard output";
const LANG = "language of the document";
const EVIDENCE = "evidence: a bundle (JSON), or what favorable evidence wrote";
const KEY = "verifier key of whoever signed the evidence; signed evidence is refused without";
const LAW_DAY = "the day whose law is cited (YYYY-MM-DD); default: that of the filing, or else today";
const EXITS = "\nExit codes: 0 written · 2 usage, or a document that cannot be read";

/** Adds `register` to the program. */
export function addRegisterCommand(program: Command): void {
  program
    .command("register")
    .description("the record of processing activities (GDPR article 30) of one or several documents")
    .argument("<documents...>", "processing documents (JSON)")
    .option("-f, --format <format>", `one of: ${REGISTER_FORMATS.join(", ")}`, "html")
    .option("-o, --out <file>", `${OUT}; needed for xlsx`)
    .option("-l, --lang <fr|en>", LANG, "en")
    .option("--role <controller|processor>", "which register", "controller")
    .option("--separator <sign>", "of CSV: comma, semicolon (spreadsheets in French), or tab; default: comma")
    .addHelpText("after", EXITS)
    .action(async (files, options) => {
      process.exitCode = await register(files, options);
    });
}

/** Adds the documents to `generate`. */
export function addGeneratedDocuments(generate: Command): void {
  const verb = (name: string, says: string, formats = "md, html", format = "md") =>
    generate
      .command(name)
      .description(says)
      .argument("<document>", DOCUMENT)
      .option("-f, --format <format>", `one of: ${formats}`, format)
      .option("-o, --out <file>", OUT)
      .option("-l, --lang <fr|en>", LANG, "en")
      .addHelpText("after", EXITS);

  const observed = (name: keyof typeof OBSERVED) =>
    verb(name, OBSERVED[name].says)
      .option("-e, --evidence <file>", EVIDENCE)
      .option("--evidence-key <vkey or file>", KEY)
      .action(async (file, options) => {
        process.exitCode = await generateObserved(name, file, options);
      });

  verb("deliberation", "a draft deliberation: declared facts, findings, operative part; no decision of an authority")
    .option("-p, --profile <name>", "rulebook profile; default: the law of the controller's country on the day")
    .option("--as-of <date>", "the day of the review (YYYY-MM-DD); default: today")
    .option("-e, --evidence <file>", EVIDENCE)
    .option("--evidence-key <vkey or file>", KEY)
    .option("--unsigned-evidence", "let evidence that nobody signed count for a submitted file; otherwise it counts only against it")
    .option("--simulated", "the review itself takes place under a simulated clock")
    .action(async (file, options) => {
      process.exitCode = await generateDeliberation(file, options);
    });
  verb("dpia", "the impact assessment, as a file of the CNIL's PIA software or to read", "json, md, html", "json")
    .option("--on <date>", "the day the file is dated (YYYY-MM-DD); default: today")
    .option("--author <function>", "who writes it, by function")
    .action((file, options) => {
      process.exitCode = generateDpia(file, options);
    });
  verb("notices", "the information notices, for each category of persons and channel")
    .option("--regime <name>", "gdpr, mc-1565 or mc-1165; default: by the controller's country and the day")
    .option("--as-of <date>", LAW_DAY)
    .option("--layer <full|short>", "the whole notice, or its first layer")
    .action((file, options) => {
      process.exitCode = generateNotices(file, options);
    });
  verb("breach", SHEETS.breach.says)
    .option("--as-of <date>", LAW_DAY)
    .action((file, options) => {
      process.exitCode = generateSheet("breach", file, options);
    });
  for (const name of ["matrix", "processors"] as const)
    verb(name, SHEETS[name].says).action((file, options) => {
      process.exitCode = generateSheet(name, file, options);
    });
  for (const name of ["retention", "links"] as const) observed(name);
  observed("rights").option("--as-of <date>", LAW_DAY);
}
