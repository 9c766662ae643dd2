/** `npm start -- slot-booking`: a booking of slots that became a list of who is vaccinated, and a destruction that can be checked. */
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { memoryLog } from "@favorable/audit";
import { createSigner, generateKey } from "@favorable/audit/node";
import { addDays } from "@favorable/core";
import { compileError, copiesIn, createTeller, giveOpinion, openSystem, purge, type System, tell } from "@favorable/example-storyteller";
import { certify } from "@favorable/retention/postgres";
import { measureAsItWas } from "./as-it-was.ts";
import { book, bookingMigrations, bookings, COMMAND, cancel, type OpenBooking, openBooking, SECOND, TEAM } from "./booking.ts";
import { type Copy, copier, deleteOverdueCopies } from "./copies.ts";
import { slotBooking } from "./declaration/file.ts";
import { type Destruction, endCampaign } from "./destruction.ts";
import { evidenceOf, type Observed, observe } from "./evidence.ts";
import { type Answer, type Claim, checkDestruction } from "./union.ts";

const example = process.env["STORY_FOLDER"] ?? join(import.meta.dirname, "..");
const out = join(example, "out");
const copies = join(out, "copies");
const union = join(out, "union");
const teller = createTeller();
const PROFILE = "cnil-gdpr";
const SESSIONS = ["2021-09-20", "2021-09-27"] as const;
/** Signs certificates; the union has its verifier key, as it has the log's. */
const purgeSigner = createSigner(generateKey("slot-booking.example/purge").privateKey);

await tell(async () => {
  await rm(out, { recursive: true, force: true });
  for (const folder of [copies, union]) await mkdir(folder, { recursive: true });
  teller.heading("1. The file as it was (press article on Marseille), measured on a small sheet that works so");
  const was = slotBooking("was");
  const { evidence, destroyed, certificate } = await measureAsItWas(was);
  teller.note(
    `${evidence.exports?.copies} computer files, ${evidence.exports?.plain} not encrypted, ${evidence.exports?.entries} in a ledger`,
  );
  teller.refused(
    `“the file was destroyed”: ${destroyed.rows} rows and ${destroyed.files} files gone, ${destroyed.proved} entries tell of it`,
    certificate,
  );
  await writeJson("evidence-was.json", evidence);
  await giveOpinion(teller, { document: was, name: "was", profile: PROFILE, asOf: "2021-08-30", out, evidence });

  const startsAt = "2021-09-06T07:00:00Z";
  const system = await openSystem({ origin: "slot-booking.example/audit", startsAt, migrations: bookingMigrations });
  try {
    const open = await openBooking(system);
    await writeFile(join(union, "checkpoint"), await system.log.checkpoint());
    await honestJob(system, open);
    await misuses(system, open);
    const observed = await copiesAndDays(system, open);
    const destruction = await theEnd(system, open);
    await proof(system, open, observed, destruction);
  } finally {
    await system.close();
  }
});

async function honestJob(system: System, open: OpenBooking): Promise<void> {
  teller.heading("2. The corrected booking: a slot, no status, and the hierarchy knows of nobody");
  teller.step("before it begins, a checkpoint of its log is left with the union");
  for (let number = 1; number <= 24; number++)
    await book(open, { officer: `O-${String(number).padStart(4, "0")}`, slotOn: SESSIONS[number % 2] ?? SESSIONS[0] });
  const [first] = await bookings(system);
  if (first !== undefined) await cancel(open, first);
  teller.step(`24 officers book a slot of their own accord, one cancels without a reason: ${(await bookings(system)).length} bookings`);
}

async function misuses(system: System, open: OpenBooking): Promise<void> {
  teller.heading("3. The hierarchy asks for the list of statuses");
  for (const name of ["list", "status"]) {
    const { line, message } = await compileError(join(import.meta.dirname, `misuse/${name}.ts`));
    teller.refused(`does not compile: ${line}`, message);
  }
  const untyped: { run: (request: never, act: () => Promise<unknown>) => Promise<unknown> } = open.guard;
  for (const purpose of ["slotBooking", "statusListing"]) {
    const request = { actor: COMMAND, role: "hierarchy", purpose } as never;
    const code = await system.recordedRefusal(() => untyped.run(request, async () => undefined));
    teller.refused(`tried without the compiler, for ${purpose}: refused and recorded`, code);
  }
  const pretends = { actor: COMMAND, role: "bookingTeam", purpose: "slotBooking" } as never;
  teller.refused(
    "tried in the team's role: refused and recorded",
    await system.recordedRefusal(() => untyped.run(pretends, async () => undefined)),
  );
}

/** The days of the campaign: the list of a session leaves, and ends; every night the purge looks. */
async function copiesAndDays(system: System, open: OpenBooking): Promise<Observed> {
  teller.heading("4. Copies are counted");
  const copy = copier(system, open, copies);
  const [slotOn] = SESSIONS;
  for (const [what, asked] of [
    ["the hierarchy asks for a copy", { actor: COMMAND.id, role: "hierarchy", slotOn }],
    ["the team makes one alone", { actor: TEAM.id, role: "bookingTeam", slotOn }],
  ] as const)
    teller.refused(`${what}: refused and recorded`, await system.recordedRefusal(() => copy(asked)));
  await days(system, open, "2021-09-17");
  const sent: Copy[] = [await copy({ actor: TEAM.id, role: "bookingTeam", slotOn, approver: SECOND.id })];
  const counted = await copiesIn(copies);
  teller.step(
    `the list of one session, for who holds it: ${sent[0]?.file}, agreed to by a second person, until ${addDays(system.today(), 7)}`,
  );
  teller.note(`${counted.copies} copy in the folder, ${counted.plain} not encrypted, 1 in the ledger`);
  const observed = await observe(system, open);
  await days(system, open, "2021-10-29", async () => {
    const gone = await deleteOverdueCopies(system, copies, sent);
    if (gone > 0) teller.step(`on ${system.today()} its last day has passed: deleted, and whoever received it says so; both have an entry`);
  });
  return observed;
}

/** Goes on day by day; nothing is due before the campaign ends. */
async function days(system: System, open: OpenBooking, until: string, each: () => Promise<void> = async () => undefined): Promise<void> {
  while (system.today() < until) {
    await system.moveTo(`${addDays(system.today(), 1)}T07:00:00Z`);
    if ((await purge(system, [open.kept])) > 0) throw new Error("a purge took bookings before the campaign ended");
    await each();
  }
}

async function theEnd(system: System, open: OpenBooking): Promise<Destruction> {
  teller.heading("5. The campaign ends, and with it the list");
  const destruction = await endCampaign(system, open, purgeSigner);
  const { certificate, rows, consents } = destruction;
  const left = (await bookings(system)).length;
  if (left > 0) throw new Error("bookings are left after the end of the campaign");
  teller.step(
    `on ${system.today()} ${rows} bookings are deleted with their entry, and ${consents} acts of consent; ${left} bookings are left`,
  );
  teller.step(`a certificate says so: level “${certificate.body.level}”, reached: ${certificate.body.reached.join(", ")}`);
  teller.note(`and what it does not claim: ${certificate.body.notReached.join(", ")}`);
  return destruction;
}

async function proof(system: System, open: OpenBooking, observed: Observed, { certificate, proof: shown }: Destruction): Promise<void> {
  teller.heading("6. “The file was destroyed”, checked by the union");
  const checkpoint = await readFile(join(union, "checkpoint"), "utf8");
  const log = await system.prove(teller, out, { checkpoint, by: "the union" });
  await writeJson("certificate.json", certificate);
  await writeFile(join(out, "purge.vkey"), `${purgeSigner.vkey}\n`);
  await writeFile(join(out, "destruction.tlog-proof"), shown);
  const claim: Claim = {
    log: join(out, "log"),
    logKey: (await readFile(join(out, "log.vkey"), "utf8")).trim(),
    checkpoint,
    certificate,
    certificateKey: purgeSigner.vkey,
    proof: shown,
  };
  const honest = await checkDestruction(claim);
  if (!honest.proved) throw new Error("the union cannot check an honest destruction");
  teller.step(`proved: ${honest.rows} bookings, by the log that extends the checkpoint the union has had since the first day`);
  const more = { ...certificate, body: { ...certificate.body, evidence: { ...certificate.body.evidence, removed: 500 } } };
  foundOut("a certificate with another number", await checkDestruction({ ...claim, certificate: more }));
  const { sql } = system;
  const { kept } = open;
  const afterwards = await certify({ sql, policy: kept.policy, table: kept, signer: purgeSigner, backupsUntil: system.today() });
  foundOut("a certificate signed afterwards, that says more", await checkDestruction({ ...claim, certificate: afterwards }));
  foundOut("another log than that of the first day", await checkDestruction({ ...claim, checkpoint: await anotherLog(system) }));

  const document = slotBooking("corrected");
  const evidence = await evidenceOf(system, open, document, { ...observed, log, copies });
  await writeJson("evidence-corrected.json", evidence);
  teller.heading("7. The corrected file");
  await giveOpinion(teller, { document, name: "corrected", profile: PROFILE, asOf: system.today(), out, evidence });
  whatToCheck();
}

/** A checkpoint that the log that is shown does not extend: what the union would hold of another log. */
async function anotherLog({ clock }: System): Promise<string> {
  const origin = "slot-booking.example/audit";
  return memoryLog({ origin, signer: createSigner(generateKey(origin).privateKey), clock }).checkpoint();
}

function foundOut(what: string, answer: Answer): void {
  if (answer.proved) throw new Error("the story expected that a false claim is found out");
  teller.refused(`${what}: found out`, answer.why);
}

function whatToCheck(): void {
  const shown = (name: string) => relative(process.cwd(), join(out, name));
  const cli = "npm run --silent favorable --";
  teller.heading(`Written to ${relative(process.cwd(), out)}/: both files, opinions, dossiers and evidence. To check it yourself`);
  teller.line(`${cli} audit verify ${shown("log")} --key ${shown("log.vkey")} --against ${shown("union/checkpoint")} --as-of 2021-10-29`);
  teller.line(`${cli} retention check-certificate ${shown("certificate.json")} --key ${shown("purge.vkey")}`);
}

async function writeJson(name: string, value: object): Promise<void> {
  await writeFile(join(out, name), `${JSON.stringify(value, undefined, 2)}\n`);
}
