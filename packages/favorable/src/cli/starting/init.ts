/** `favorable init`: a first declaration, and a workflow that reviews it. */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, isAbsolute, join, normalize, sep } from "node:path";
import type { Command } from "@commander-js/extra-typings";
import { PrivacyError } from "@favorable/core";
import { declarationTemplate, PRINTER, workflow } from "./template.ts";

/** Adds `init` to the program. */
export function addInitCommand(program: Command): void {
  program
    .command("init")
    .description("write a first declaration to start from; nothing that is there is replaced")
    .argument("[folder]", "where to", ".")
    .option("--id <id>", "the id of the processing: lower-case words joined by hyphens", "my-register")
    .option("--github", "also a GitHub workflow that reviews each pull request, for a repository that begins in this folder")
    .addHelpText("after", "\nExit codes: 0 written · 2 usage, or a file that is there already")
    .action((folder, options) => {
      process.exitCode = init(folder, options);
    });
}

function init(folder: string, { id, github }: { readonly id: string; readonly github?: true | undefined }): number {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id) || id.length > 60)
    throw new PrivacyError("OPTION_INVALID", "--id is lower-case words joined by hyphens, 60 characters at most");
  const files = new Map([
    [join(folder, "declaration.ts"), declarationTemplate(id)],
    [join(folder, "print-declaration.ts"), PRINTER],
  ]);
  const at = belowHere(folder);
  // GitHub reads workflows at the root of the repository alone.
  if (github === true) files.set(join(at === undefined ? folder : ".", ".github/workflows/privacy.yml"), workflow(at ?? ""));
  // All or nothing: half a start is worse than none.
  for (const file of files.keys())
    if (existsSync(file)) throw new PrivacyError("FILE_EXISTS", "a file is there already: nothing was written", { file });
  for (const [file, text] of files) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { flag: "wx" });
    process.stdout.write(`wrote ${file}\n`);
  }
  process.stdout.write(`
Next:
${normalize(folder) === "." ? "" : `  cd ${folder}\n`}  npm install favorable zod && npm install --save-dev tsx
  npx tsx print-declaration.ts > declaration.json
  npx favorable review declaration.json
Commit declaration.json too: findings are shown beside it. What the review cannot assess yet is what remains to be declared; favorable explain <rule> says why.
`);
  return 0;
}

/** The folder as a path below this one that ends in `/`, nothing for this one itself; undefined when it lies elsewhere. */
function belowHere(folder: string): string | undefined {
  const path = normalize(folder)
    .split(sep)
    .filter((part) => part !== "" && part !== ".");
  if (isAbsolute(folder) || path.includes("..")) return undefined;
  return path.map((part) => `${part}/`).join("");
}
