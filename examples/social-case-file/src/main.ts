/** `npm start -- social-case-file`: what a social-work file held and was announced for, tried on the corrected one. */
import { mkdir, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import {
  certificateOf,
  compileError,
  createTeller,
  giveOpinion,
  openSystem,
  purge,
  type System,
  tell,
} from "@favorable/example-storyteller";
import { textFor } from "@favorable/fields";
import { copyFiles } from "./copy.ts";
import { socialCaseFile } from "./declaration/file.ts";
import { evidenceOf } from "./evidence.ts";
import { type Account, openFiles } from "./files.ts";
import { filesStored, socialMigrations, storedFile } from "./store.ts";

const example = process.env["STORY_FOLDER"] ?? join(import.meta.dirname, "..");
const out = join(example, "out");
const teller = createTeller();
type Files = Awaited<ReturnType<typeof openFiles>>;
const WORKER: Account<"socialWorker"> = { id: "Agent-0031", roles: ["socialWorker"], cases: ["Usager-0001", "Usager-0002"] };
const COLLEAGUE: Account<"socialWorker"> = { id: "Agent-0032", roles: ["socialWorker"], cases: ["Usager-0003"] };
const LEAD: Account<"teamLead"> = { id: "Agent-0007", roles: ["teamLead"] };
const RECEPTION: Account<"reception"> = { id: "Agent-0055", roles: ["reception"] };
const ARCHIVIST: Account<"archivist"> = { id: "Agent-0090", roles: ["archivist"] };

await tell(async () => {
  teller.heading("1. The file as it was (letter of the CNIL of 22 July 2011)");
  await mkdir(out, { recursive: true });
  await giveOpinion(teller, { document: socialCaseFile("was"), name: "was", profile: "cnil-gdpr", asOf: "2021-09-06", out });
  const startsAt = "2021-09-06T07:00:00Z";
  const system = await openSystem({ origin: "social-case-file.example/audit", startsAt, migrations: socialMigrations });
  try {
    const files = await openFiles(system);
    await work(system, files);
    await misuses(system, files);
    await archive(system, files);
    await proof(system, files);
  } finally {
    await system.close();
  }
});

async function work(system: System, files: Files): Promise<void> {
  teller.heading("2. The corrected file at work");
  await files.open(WORKER, "Usager-0001", "housing");
  await files.open(WORKER, "Usager-0002", "income");
  await files.open(COLLEAGUE, "Usager-0003", "family");
  await system.moveTo("2021-10-04T08:00:00Z");
  await files.follow(WORKER, "Usager-0001", "health-access");
  const mine = await files.readCases(WORKER);
  teller.step(`three files are open; a social worker reads the ${mine.length} in their care`, Object.keys(mine[0] ?? {}).join(", "));
  const names = await files.readNames(RECEPTION);
  teller.step(`reception reads ${names.length} files, by another profession's rights`, Object.keys(names[0] ?? {}).join(", "));

  await files.note(WORKER, "Usager-0002", "Rendez-vous le lundi matin de préférence");
  const waiting = (await files.readCases(WORKER)).filter(({ note }) => note !== undefined).length;
  await system.moveTo("2021-10-05T08:00:00Z");
  await files.moderate(LEAD, "Usager-0002");
  const read = (await files.readCases(WORKER)).flatMap(({ note }) => (note === undefined ? [] : [textFor(note, "reader")]));
  teller.step(`a practical note: seen by ${waiting} before the team lead has read it, by the worker afterwards`, read.join());
}

async function misuses(system: System, files: Files): Promise<void> {
  teller.heading("3. What the file was faulted for, tried on the corrected one");
  for (const name of ["number", "appraisal", "committee"]) {
    const { line, message } = await compileError(join(import.meta.dirname, `misuse/${name}.ts`));
    teller.refused(`does not compile: ${line}`, message);
  }
  const { guard, social } = files;
  const { file } = social.records;
  const worker = { actor: WORKER, role: "socialWorker", purpose: "socialWork" } as const;
  const stored = await storedFile(system.sql, "Usager-0001");
  const numbered: object = { name: "Usager-0001", nir: "0 00 00 00 000 000 00" };
  const number = () => guard.run(worker, ({ change }) => change(file, "modify", [numbered], async () => undefined, stored));
  teller.refused("a social security number on the file, without the compiler: refused and recorded", await system.recordedRefusal(number));
  const untyped = guard as unknown as { run: (request: object, act: (access: never) => unknown) => Promise<unknown> };
  const committee = () => untyped.run({ ...worker, purpose: "crimePrevention" }, () => undefined);
  teller.refused("the files, for a security committee: no such purpose, refused and recorded", await system.recordedRefusal(committee));
  const relabelled = () =>
    guard.run(worker, async ({ read, send }) => send("securityCommittee", await read(file, stored), async () => undefined));
  teller.refused(
    "read for social work, then sent to the committee: no such recipient, refused and recorded",
    await system.recordedRefusal(relabelled),
  );
  const copied = () => copyFiles(system, files, { actor: WORKER.id, role: "socialWorker", folder: out });
  teller.refused("asked for as a file to take along: no role may extract, refused and recorded", await system.recordedRefusal(copied));
  const beyond = () => guard.run({ ...worker, actor: COLLEAGUE }, ({ read }) => read(file, stored));
  teller.refused("a file in a colleague's care: refused and recorded", await system.recordedRefusal(beyond));
  const desk = () =>
    files.guard.run({ actor: RECEPTION, role: "reception", purpose: "socialWork" }, ({ change }) =>
      change(file, "modify", [{ help: "none" }], async () => undefined, stored),
    );
  teller.refused("reception writes into a file: refused and recorded", await system.recordedRefusal(desk));

  const note = await files.note(WORKER, "Usager-0001", "Peu mobilisée, suivi psychiatrique depuis l'été");
  teller.refused("an appreciation in the note: nobody sees it but its moderator", note.hits.map(({ kind }) => kind).join(", "));
  await system.moveTo("2021-10-06T08:00:00Z");
  const refused = await files.moderate(LEAD, "Usager-0001", "subjective");
  teller.refused(`the team lead refuses it as “${refused?.state === "refused" ? refused.reason : ""}”: the words are not kept`);
}

async function archive(system: System, files: Files): Promise<void> {
  teller.heading("4. Two years, then the archive; five years, then nothing");
  const weeks = async (...days: readonly string[]): Promise<number> => {
    let gone = 0;
    for (const day of days) {
      await system.moveTo(`${day}T02:00:00Z`);
      gone += await purge(system, [files.kept]);
    }
    return gone;
  };
  if ((await weeks("2021-10-13", "2021-10-20", "2021-10-27")) > 0) throw new Error("a purge took files before their day");
  teller.note("of the weekly purges the story tells the first three and the last two; the others are missing from its evidence");
  await system.moveTo("2023-10-07T08:00:00Z");
  await files.follow(COLLEAGUE, "Usager-0003", "none");
  const [worker, colleague] = [await files.readCases(WORKER), await files.readCases(COLLEAGUE)];
  const archivist = await files.readArchive(ARCHIVIST);
  teller.step(
    `on ${system.today()} two years are over for the files of one social worker: they read ${worker.length}, the archivist ${archivist.length}`,
    `the database is asked as each profession; the colleague's file, still followed, is read by both: ${colleague.length}`,
  );
  const before = await weeks("2026-10-03");
  await system.moveTo("2026-10-07T08:00:00Z");
  const [left, stored] = [await files.readArchive(ARCHIVIST), await filesStored(system.sql)];
  teller.step(`on ${system.today()} five years are over: ${stored} files are stored, the archivist sees ${left.length}`);
  const removed = before + (await purge(system, [files.kept]));
  const certificate = await certificateOf(system, files.kept);
  await writeFile(join(out, "purge-certificate.json"), `${JSON.stringify(certificate, undefined, 2)}\n`);
  const { level, notReached } = certificate.body;
  teller.step(`the purges take ${removed}; their signed certificate says “${level}”`, `not reached: ${notReached.join(", ")}`);
}

async function proof(system: System, files: Files): Promise<void> {
  teller.heading("5. The proof");
  const log = await system.prove(teller, out);
  const document = socialCaseFile("corrected");
  const { evidence, notCollected } = await evidenceOf(system, files, document, { log, archivist: ARCHIVIST });
  teller.note(`not looked at, and so no evidence: ${notCollected.map(({ part }) => part).join(", ")}`);
  await writeFile(join(out, "evidence.json"), `${JSON.stringify(evidence, undefined, 2)}\n`);
  await giveOpinion(teller, { document, name: "corrected", profile: "cnil-gdpr", asOf: system.today(), out, evidence });
  teller.note(`written to ${relative(process.cwd(), out)}/: both files, opinions and dossiers, the evidence, the certificate and the log`);
}
