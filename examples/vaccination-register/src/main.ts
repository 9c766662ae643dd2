/** `npm start`: the hospital's vaccination register, from the file as submitted to the opinion on the file as corrected. */
import { mkdir, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { simulatedClock } from "@favorable/core";
import { createTeller, tell } from "@favorable/example-storyteller";
import { takeAnswers } from "./chapters/answers.ts";
import { writeDossier } from "./chapters/dossier.ts";
import { collectEvidence, observe } from "./chapters/evidence.ts";
import { eighteenMonths, weeklySweeps } from "./chapters/expiry.ts";
import { exportSituations } from "./chapters/export.ts";
import { accesses, followUpOfTheDay, statistics } from "./chapters/follow-up.ts";
import { importFiles } from "./chapters/import.ts";
import { beforeTheDuty, openRegister } from "./chapters/open.ts";
import { giveOpinion } from "./chapters/opinions.ts";
import { leaveCheckpoint, proveLog } from "./chapters/proof.ts";
import { declareRegister } from "./declaration/file.ts";
import { NOTICE } from "./declaration/notice.ts";
import { openStore, type Store } from "./store/open.ts";

// STORY_FOLDER lets a test run the story elsewhere.
const example = process.env["STORY_FOLDER"] ?? join(import.meta.dirname, "..");
const folders = { out: join(example, "out"), data: join(example, "data") };
const shown = (name: string): string => relative(process.cwd(), join(folders.out, name));
const teller = createTeller();

await tell(story);

async function story(): Promise<void> {
  await mkdir(join(folders.out, "dpo"), { recursive: true });
  await mkdir(folders.data, { recursive: true });
  // First of all: while another run has the database, nothing of its output is touched.
  const store = await openStore(join(folders.data, "db"), process.env["DATABASE_URL"]);
  try {
    await tellWith(store);
  } finally {
    await store.close();
  }
  whatToOpen();
}

async function tellWith(store: Store): Promise<void> {
  teller.heading("1. The file as the hospital submitted it (CCIN deliberation 2021-206)");
  await giveOpinion(teller, declareRegister("submitted"), "submitted", { asOf: "2021-10-20", out: folders.out });

  teller.heading("2. The register opens, as corrected by the authority's conditions");
  const register = await openRegister(teller, store, simulatedClock(new Date("2021-10-25T07:00:00Z")), folders);
  await beforeTheDuty(register);

  teller.heading("3. 30 October 2021: the law is in force, the files come in");
  await register.moveTo("2021-10-30T07:00:00Z");
  await importFiles(register);

  teller.heading("4. Answers to the service note");
  await register.moveTo("2021-11-25T07:00:00Z");
  await takeAnswers(register);

  teller.heading("5. Daily work, each role for its purpose");
  await followUpOfTheDay(register);
  await accesses(register);
  await statistics(register);

  teller.heading("6. What leaves the register");
  await exportSituations(register);
  const checkpoint = await leaveCheckpoint(register);
  const observed = await observe(register);

  teller.heading("7. Eighteen months pass, on a clock that says it is simulated");
  await weeklySweeps(register);
  await eighteenMonths(register);

  teller.heading("8. The proof");
  const log = await proveLog(register);
  const report = await collectEvidence(register, { ...observed, log, checkpoint });
  const { evidence } = report;
  await writeFile(join(folders.out, "evidence.json"), `${JSON.stringify(evidence, undefined, 2)}\n`);
  const named = (notes: typeof report.limited): string => [...new Set(notes.map(({ part }) => part))].join(", ");
  teller.step(`evidence of ${Object.keys(evidence).length - 3} kinds was taken of the database, the log and the files`);
  teller.note(`not looked at, since the story has nothing of the kind: ${named(report.notCollected)}`);
  teller.note(`looked at in part: ${named(report.limited)}`);
  await writeFile(join(folders.out, "notice.txt"), NOTICE);
  const opinion = await giveOpinion(teller, register.declaration, "corrected", { asOf: register.today(), out: folders.out, evidence });
  await writeDossier(register, opinion, evidence);
}

function whatToOpen(): void {
  teller.heading(`What was written to ${relative(process.cwd(), folders.out)}/`);
  teller.table([
    ["dossier.html", "the dossier, in French and English: open it in any browser, offline"],
    ["opinion-submitted.json, opinion-corrected.json", "the two opinions, with every rule"],
    ["declaration-submitted.json, declaration-corrected.json", "the two files as documents"],
    ["notice.txt, evidence.json", "the notice joined to the corrected file, what was measured"],
    ["export.age, recipient.key", "the extraction, and the key that opens it"],
    ["log/, log.vkey, dpo/checkpoint", "the audit log, its verifier key, the checkpoint left with the officer"],
  ]);
  teller.heading("To check it yourself");
  const cli = "npm run --silent favorable --";
  const corrected = `${shown("declaration-corrected.json")} --profile ccin-1165 --as-of 2023-05-01 --evidence ${shown("evidence.json")} --unsigned-evidence --simulated`;
  for (const command of [
    `${cli} review ${shown("declaration-submitted.json")} --profile ccin-1165 --as-of 2021-10-20 --lang fr`,
    `${cli} review ${corrected}`,
    `${cli} audit verify ${shown("log")} --key ${shown("log.vkey")} --against ${shown("dpo/checkpoint")} --as-of 2023-05-01`,
    `age -d -i ${shown("recipient.key")} ${shown("export.age")} | head -2`,
  ])
    teller.line(command);
  teller.note("the last one needs the program age, version 1 or later");
}
