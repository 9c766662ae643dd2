/** `npm start -- youth-pass`: a phone list collected for offers, and the greeting it was used for. */
import { writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { permitOf } from "@favorable/access";
import { generateIdentity } from "@favorable/encryption";
import { compileError, createTeller, giveOpinion, openSystem, type System, tell } from "@favorable/example-storyteller";
import { exportRecords } from "@favorable/exports/node";
import { youthPass } from "./declaration/file.ts";
import { evidenceOf } from "./evidence.ts";
import { type Gateway, sendOffer } from "./messages.ts";
import { type Holder, openPass, TEAM } from "./pass.ts";

const example = process.env["STORY_FOLDER"] ?? join(import.meta.dirname, "..");
const out = join(example, "out");
const teller = createTeller();
/** Three holders; the second one does not tick the box for offers, the third unticks it. */
const HOLDERS: readonly Holder[] = ["0001", "0002", "0003"].map((number) => ({ holder: `P-${number}`, phone: `+33 6 00 00 ${number}` }));

await tell(async () => {
  teller.heading("1. The file as it was (press article on the Pass'Région)");
  await giveOpinion(teller, { document: youthPass("was"), name: "was", profile: "cnil-gdpr", asOf: "2018-09-15", out });

  const system = await openSystem({ origin: "youth-pass.example/audit", startsAt: "2019-09-02T07:00:00Z" });
  try {
    await misuses(system);
  } finally {
    await system.close();
  }
});

async function misuses(system: System): Promise<void> {
  teller.heading("2. The same message, tried on the corrected system");
  for (const name of ["greeting", "relabelled"]) {
    const { line, message } = await compileError(join(import.meta.dirname, `misuse/${name}.ts`));
    teller.refused(`does not compile: ${line}`, message);
  }
  const { pass, guard, consents } = await openPass(system);
  const untyped: { run: (request: object, act: (access: never) => unknown) => Promise<unknown> } = guard;
  const refused = await system.recordedRefusal(() =>
    untyped.run({ actor: TEAM, role: "passTeam", purpose: "politicalGreeting" }, () => undefined),
  );
  teller.refused("tried without the compiler: refused, and recorded under the account that tried", refused);

  teller.heading("3. What holders asked for");
  const act = { channel: "activation", giver: "subject", version: "2", language: "fr" } as const;
  for (const [holder, purpose] of [
    ["P-0001", "offers"],
    ["P-0001", "schemes"],
    ["P-0002", "schemes"],
    ["P-0003", "offers"],
  ] as const)
    await consents.give({ id: `${holder}-${purpose}`, subject: holder, purpose, ...act });
  await system.moveTo("2019-10-01T07:00:00Z");
  const { effect } = await consents.withdraw({ id: "P-0003-no", subject: "P-0003", purpose: "offers", channel: "account" });
  teller.step("three holders: one for both uses, one for schemes only, one withdrew from offers", `data then: ${effect?.kind ?? "kept"}`);

  const delivered: string[] = [];
  const gateway: Gateway = async (phone) => void delivered.push(phone);
  const sent = await guard.run({ actor: TEAM, role: "passTeam", purpose: "offers" }, async ({ read, send }) => {
    const numbers = await read(pass.records.youth, HOLDERS);
    return send("text-messages", numbers, (permitted) => sendOffer(permitted, "−20 % au cinéma", gateway));
  });
  teller.step(`an offer is sent to ${sent} of ${HOLDERS.length} holders: the others never said yes, or say no now`);

  teller.heading("4. The list leaves for nobody");
  const exported = () => exportList(system, pass);
  teller.refused("the whole list of numbers, asked for as a file: refused and recorded", await system.recordedRefusal(exported));

  teller.heading("5. The proof");
  const log = await system.prove(teller, out);
  const document = youthPass("corrected");
  const evidence = await evidenceOf(system, document, { log, sends: 1, withoutConsent: sent - delivered.length });
  await writeFile(join(out, "evidence.json"), `${JSON.stringify(evidence, undefined, 2)}\n`);
  await giveOpinion(teller, { document, name: "corrected", profile: "cnil-gdpr", asOf: system.today(), out, evidence });
  teller.note(`written to ${relative(process.cwd(), out)}/: both files, both opinions, both dossiers, the evidence and the log`);
}

async function exportList(system: System, pass: Awaited<ReturnType<typeof openPass>>["pass"]) {
  const { recipient } = await generateIdentity();
  return exportRecords({
    permit: permitOf(pass.access, pass.records),
    actor: TEAM.id,
    role: "passTeam",
    purpose: "offers",
    record: pass.records.youth,
    recipients: [{ recipient, label: "cabinet" }],
    ledger: (event) => system.log.append(event),
    ledgerRetention: { policy: "accessLogs", version: 1, start: system.today() },
    clock: system.clock,
    rows: HOLDERS,
    file: join(out, "numbers.age"),
    facts: { controller: "Région Auvergne-Rhône-Alpes", legalBasis: "GDPR 6(1)(a)", keepUntil: system.today() },
  });
}
