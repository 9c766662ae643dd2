/** `npm start -- youth-pass`: a phone list collected for offers, and the greeting it was used for. */
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { addDays } from "@favorable/core";
import { compileError, createTeller, giveOpinion, openSystem, purge, type System, tell } from "@favorable/example-storyteller";
import { measureAsItWas } from "./as-it-was.ts";
import { youthPass } from "./declaration/file.ts";
import { evidenceOf, replayReads } from "./evidence.ts";
import { extraction } from "./extraction.ts";
import { type Gateway, sendOffer } from "./messages.ts";
import { type Holder, holders, type OpenPass, openPass, passMigrations, SCHEMA, SECOND, TEAM } from "./pass.ts";

const example = process.env["STORY_FOLDER"] ?? join(import.meta.dirname, "..");
const out = join(example, "out");
const copies = join(out, "copies");
const teller = createTeller();
const PROFILE = "cnil-gdpr";

/** Invented holders and the boxes they tick; the first pass was last used a year ago. */
const HOLDERS = [
  { holder: "P-0000", lastUsedOn: "2018-09-20", ticks: ["offers"] },
  { holder: "P-0001", lastUsedOn: "2019-09-02", ticks: ["offers", "schemes"] },
  { holder: "P-0002", lastUsedOn: "2019-09-02", ticks: ["schemes"] },
  { holder: "P-0003", lastUsedOn: "2019-09-02", ticks: ["offers"] },
] as const;

await tell(async () => {
  await rm(out, { recursive: true, force: true });
  await mkdir(copies, { recursive: true });
  teller.heading("1. The file as it was (press article on the Pass'Région), measured on a small pass that works so");
  const was = youthPass("was");
  const measured = await measureAsItWas(was);
  const { consents, exports } = measured;
  teller.note(
    `${consents?.withoutRecord} of ${consents?.uses} messages to numbers that had not agreed; ${exports?.copies} list saved, ${exports?.entries} known`,
  );
  await writeEvidence("was", measured);
  await giveOpinion(teller, { document: was, name: "was", profile: PROFILE, asOf: "2018-09-15", out, evidence: measured });

  const startsAt = "2019-09-02T07:00:00Z";
  const system = await openSystem({ origin: "youth-pass.example/audit", startsAt, migrations: passMigrations });
  try {
    const open = await openPass(system);
    await misuses(system, open);
    await honestJob(system, open);
  } finally {
    await system.close();
  }
});

async function misuses(system: System, { guard }: OpenPass): Promise<void> {
  teller.heading("2. The same message, tried on the corrected system");
  for (const name of ["greeting", "relabelled"]) {
    const { line, message } = await compileError(join(import.meta.dirname, `misuse/${name}.ts`));
    teller.refused(`does not compile: ${line}`, message);
  }
  const untyped: { run: (request: never, act: () => Promise<unknown>) => Promise<unknown> } = guard;
  const greeting = { actor: TEAM, role: "passTeam", purpose: "politicalGreeting" } as never;
  const refused = await system.recordedRefusal(() => untyped.run(greeting, async () => undefined));
  teller.refused("tried without the compiler: refused, and recorded under the account that tried", refused);
}

async function honestJob(system: System, open: OpenPass): Promise<void> {
  teller.heading("3. What holders asked for");
  await activate(open);
  while (system.today() < "2019-10-01") {
    await system.moveTo(`${addDays(system.today(), 1)}T07:00:00Z`);
    const gone = await purge(system, [open.kept]);
    if (gone > 0) teller.step(`on ${system.today()} ${gone} pass that nobody used for a year is deleted, with its entry`);
  }
  await open.consents.withdraw({ id: "P-0003-no", subject: "P-0003", purpose: "offers", channel: "account" });
  teller.step("one holder unticks the box for offers, in the account, without a reason");

  const delivered: string[] = [];
  const gateway: Gateway = async (phone) => void delivered.push(phone);
  const all = await holders(system);
  const sent = await open.guard.run({ actor: TEAM, role: "passTeam", purpose: "offers" }, async ({ read, send }) => {
    const numbers = await read(open.pass.records.youth, all);
    return send("text-messages", numbers, (permitted) => sendOffer(permitted, "−20 % au cinéma", gateway));
  });
  teller.step(`an offer is sent to ${sent} of ${all.length} holders: the others never said yes, or say no now`);

  await leaving(system, open);
  const coverage = await replayReads(system, open);

  teller.heading("5. The proof");
  const log = await system.prove(teller, out);
  const document = youthPass("corrected");
  const evidence = await evidenceOf(system, open, document, { log, delivered, copies, coverage });
  await writeEvidence("corrected", evidence);
  await giveOpinion(teller, { document, name: "corrected", profile: PROFILE, asOf: system.today(), out, evidence });
  teller.note(
    `written to ${relative(process.cwd(), out)}/: both files, opinions, dossiers and evidence; the copy; the log, its key and checkpoint`,
  );
}

/** Each holder ticks boxes, then is stored for the first use ticked: without a consent the guard stores nobody. */
async function activate({ guard, pass, consents }: OpenPass): Promise<void> {
  const act = { channel: "activation", giver: "subject", version: "2", language: "fr" } as const;
  for (const { holder, lastUsedOn, ticks } of HOLDERS) {
    for (const purpose of ticks) await consents.give({ id: `${holder}-${purpose}`, subject: holder, purpose, ...act });
    const row: Holder = { holder, phone: `+33 6 00 00 ${holder.slice(2)}`, lastUsedOn };
    await guard.run({ actor: TEAM, role: "passTeam", purpose: ticks[0] }, ({ change }) =>
      change(pass.records.youth, "add", [row], (tx) =>
        tx.query(`insert into ${SCHEMA}.youth (holder, phone, "lastUsedOn") values ($1::text, $2::text, $3::date)`, [
          row.holder,
          row.phone,
          row.lastUsedOn,
        ]),
      ),
    );
  }
  teller.step(`${HOLDERS.length} passes are activated or taken over from last year, each box its own consent`);
}

async function leaving(system: System, open: OpenPass): Promise<void> {
  teller.heading("4. The list leaves with a reason and two persons, or not at all");
  const extract = extraction(system, open, copies);
  const tries = [
    ["the president's office asks for the list", { actor: "account-office-1", role: "presidentOfTheRegion", purpose: "offers" }],
    ["the team asks for it, for a greeting", { actor: TEAM.id, role: "passTeam", purpose: "politicalGreeting" }],
    ["the team asks for it, alone", { actor: TEAM.id, role: "passTeam", purpose: "offers" }],
    ["the team asks for it, and the same person agrees", { actor: TEAM.id, role: "passTeam", purpose: "offers", approver: TEAM.id }],
  ] as const;
  for (const [what, asked] of tries) teller.refused(`${what}: refused and recorded`, await system.recordedRefusal(() => extract(asked)));
  const file = await extract({ actor: TEAM.id, role: "passTeam", purpose: "offers", approver: SECOND.id });
  teller.step(`for offers, agreed to by a second person: ${file}, encrypted, in the ledger, to be deleted after seven days`);
}

async function writeEvidence(name: string, evidence: object): Promise<void> {
  await writeFile(join(out, `evidence-${name}.json`), `${JSON.stringify(evidence, undefined, 2)}\n`);
}
