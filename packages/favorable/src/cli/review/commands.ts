/** The verbs that give the opinion. */
import type { Command } from "@commander-js/extra-typings";
import { explain } from "./explain.ts";
import { dossier, FORMATS, review } from "./review.ts";

/** Adds `review` and `dossier` to the program. */
export function addReviewCommands(program: Command): void {
  program
    .command("review")
    .description("give the opinion on a declaration's document")
    .argument("<document>", "a processing document (JSON)")
    .option("-p, --profile <name>", "rulebook profile; default: the law of the controller's country on the day")
    .option("--as-of <date>", "the day of the review (YYYY-MM-DD); default: today")
    .option("-e, --evidence <file>", "evidence: a bundle (JSON), or what favorable evidence wrote")
    .option("--evidence-key <vkey or file>", "verifier key of whoever signed the evidence; signed evidence is refused without")
    .option("--unsigned-evidence", "let evidence that nobody signed count for a submitted file; otherwise it counts only against it")
    .option("--simulated", "the review itself takes place under a simulated clock")
    .option("-l, --lang <fr|en>", "language of the report", "en")
    .option("--allow-conditions", "exit 0 also when the opinion is favorable with conditions")
    .option("-f, --format <format>", `one of: ${FORMATS.join(", ")}`, "text")
    .option("--json", "print the opinion as JSON; as --format json")
    .addHelpText("after", "\nExit codes: 0 favorable · 1 not favorable · 2 usage")
    .action(async (file, options) => {
      process.exitCode = await review(file, options);
    });

  program
    .command("explain")
    .description("a rule: the clause it rests on, what it reads, when it applies; all rules without one")
    .argument("[rule]", "the id of a rule, such as ret-log-floor")
    .option("-l, --lang <fr|en>", "language of the report", "en")
    .option("--json", "print the facts as JSON")
    .addHelpText("after", "\nExit codes: 0 printed · 2 no such rule")
    .action((rule, options) => {
      process.exitCode = explain(rule, options);
    });

  program
    .command("dossier")
    .description("write the opinion as one offline page to read, print and sign")
    .argument("<document>", "a processing document (JSON)")
    .requiredOption("-o, --out <file>", "the page to write")
    .option("-p, --profile <name>", "rulebook profile; default: the law of the controller's country on the day")
    .option("--as-of <date>", "the day of the review (YYYY-MM-DD); default: today")
    .option("-e, --evidence <file>", "evidence: a bundle (JSON), or what favorable evidence wrote")
    .option("--evidence-key <vkey or file>", "verifier key of whoever signed the evidence; signed evidence is refused without")
    .option("--unsigned-evidence", "let evidence that nobody signed count for a submitted file; otherwise it counts only against it")
    .option("--simulated", "the review itself takes place under a simulated clock")
    .action(async (file, options) => {
      process.exitCode = await dossier(file, options);
    });
}
