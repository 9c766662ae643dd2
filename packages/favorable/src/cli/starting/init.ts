/** `favorable init`: a first declaration, and a workflow that reviews it. */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Command } from "@commander-js/extra-typings";
import { PrivacyError } from "@favorable/core";
import { declarationTemplate, PRINTER, WORKFLOW } from "./template.ts";

/** Adds `init` to the program. */
export function addInitCommand(program: Command): void {
  program
    .command("init")
    .description("write a first declaration to start from; nothing that is there is replaced")
    .argument("[folder]", "where to", ".")
    .option("--id <id>", "the id of the processing: lower-case words joined by hyphens", "my-register")
    .option("--github", "also a GitHub workflow that reviews each pull request")
    .addHelpText("after", "\nExit codes: 0 written · 2 usage, or a file that is there already")
    .action((folder, options) => {
      process.exitCode = init(folder, options);
    });
}

function init(folder: string, { id, github }: { readonly id: string; readonly github?: true | undefined }): number {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id) || id.length > 60)
    throw new PrivacyError("OPTION_INVALID", "--id is lower-case words joined by hyphens, 60 characters at most");
  const files = new Map([
    ["declaration.ts", declarationTemplate(id)],
    ["print-declaration.ts", PRINTER],
  ]);
  if (github === true) files.set(".github/workflows/privacy.yml", WORKFLOW);
  // All or nothing: half a start is worse than none.
  for (const name of files.keys())
    if (existsSync(join(folder, name)))
      throw new PrivacyError("FILE_EXISTS", "a file is there already: nothing was written", { file: name });
  for (const [name, text] of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text, { flag: "wx" });
    process.stdout.write(`wrote ${join(folder, name)}\n`);
  }
  process.stdout.write(`
Next:
  npm install favorable zod && npm install --save-dev tsx
  npx tsx print-declaration.ts > declaration.json
  npx favorable review declaration.json
What the review cannot assess yet is what remains to be declared; favorable explain <rule> says why.
`);
  return 0;
}
