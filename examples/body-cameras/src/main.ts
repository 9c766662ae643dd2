/** `npm start -- body-cameras`: seven shortcomings of a town's cameras, and the same acts tried where they are not possible. */
import { mkdir, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { addDays } from "@favorable/core";
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
import { choosePassword, newAccount, weaknesses } from "./accounts.ts";
import { measureAsItWas } from "./as-it-was.ts";
import { type Officer, openCameras } from "./cameras.ts";
import { copyClips } from "./copy.ts";
import { bodyCameras } from "./declaration/file.ts";
import { evidenceOf } from "./evidence.ts";
import { clipsNow, clipsStored, townMigrations } from "./store.ts";

const example = process.env["STORY_FOLDER"] ?? join(import.meta.dirname, "..");
const out = join(example, "out");
const teller = createTeller();
const OFFICER: Officer<"officer"> = { id: "Agent-0417", roles: ["officer"] };
const IN_CHARGE: Officer<"officerInCharge"> = { id: "Agent-0102", roles: ["officerInCharge"] };
type Cameras = Awaited<ReturnType<typeof openCameras>>;

await tell(async () => {
  const startsAt = "2021-06-07T07:00:00Z";
  const system = await openSystem({ origin: "town-cameras.example/audit", startsAt, migrations: townMigrations });
  try {
    await asItWas(system);
    const open = await openCameras(system);
    await recordings(system, open);
    await misuses(system, open);
    await sixMonths(system, open);
    await proof(system, open);
  } finally {
    await system.close();
  }
});

async function asItWas(system: System): Promise<void> {
  teller.heading("1. The file as it was (press article on a notice of the CNIL), and a small system like it, measured");
  const document = bodyCameras("was");
  const { evidence, clips } = await measureAsItWas(system, document);
  const { ages, accuracy, coverage } = evidence;
  teller.refused(
    `${ages?.["cameraImages"]?.overdue} of ${clips} clips are older than six months, the oldest of ${ages?.["cameraImages"]?.oldest}`,
  );
  teller.refused(`${accuracy?.unbound} of ${clips} name a time after the camera was emptied, or an agent who did not have it`);
  teller.refused(`${coverage?.actions} clips were watched, and left ${coverage?.entries} traces`);
  await mkdir(out, { recursive: true });
  await writeFile(join(out, "evidence-was.json"), `${JSON.stringify(evidence, undefined, 2)}\n`);
  await giveOpinion(teller, { document, name: "was", profile: "cnil-gdpr", asOf: evidence.asOf, out, evidence });
}

async function recordings(system: System, open: Cameras): Promise<void> {
  teller.heading("2. The corrected system at work");
  open.signOut("camera-3", OFFICER);
  await open.record("camera-3", "clip-0001");
  await system.moveTo("2021-06-07T09:20:00Z");
  await open.record("camera-3", "clip-0002");
  const [clip] = await clipsNow(system.sql);
  teller.step(`two clips are recorded under the session of ${clip?.agent}, stamped by the system: ${clip?.capturedAt}`);
  const seen = await open.view(IN_CHARGE);
  teller.step(`after an incident ${seen} clips are viewed: the entry was on disk before the first picture`);
  const frame = ["street  |kitchen", "street  |kitchen"];
  const kept = await open.keepFrame("frame-0001", frame, [{ top: 0, left: 9, height: 2, width: 7 }]);
  teller.step("the fixed camera keeps the street; the interior was covered before anything was stored", kept[0]);
}

async function misuses(system: System, open: Cameras): Promise<void> {
  teller.heading("3. What the notice found, tried on the corrected system");
  for (const name of ["camera-clock", "untraced-view"]) {
    const { line, message } = await compileError(join(import.meta.dirname, `misuse/${name}.ts`));
    teller.refused(`does not compile: ${line}`, message);
  }
  const { guard, cameras, play } = open;
  const { footage } = cameras.records;
  const officer = { actor: OFFICER, role: "officer", purpose: "interventions" } as const;
  const inCharge = { actor: IN_CHARGE, role: "officerInCharge", purpose: "interventions" } as const;
  const claims: object = { video: "clip-0003", capturedAt: "2019-01-01T00:00:00Z", agent: "Agent-0302" };
  const believed = () => guard.run(officer, ({ change }) => change(footage, "add", [claims], async () => undefined));
  teller.refused("a camera says when and by whom: refused and recorded", await system.recordedRefusal(believed));
  const nobodys = () => open.record("camera-7", "clip-0003");
  teller.refused("a camera that nobody signed out records: refused and recorded", await system.recordedRefusal(nobodys));
  const curious = () => guard.run(officer, async ({ read }) => read(footage, await clipsNow(system.sql)));
  teller.refused("the officer who filmed wants to see the clips: refused and recorded", await system.recordedRefusal(curious));
  const copied = () => copyClips(system, open, { actor: OFFICER.id, role: "officer", folder: out });
  teller.refused("and wants a copy of them, as a file: refused and recorded", await system.recordedRefusal(copied));
  const stored = (await clipsNow(system.sql)) as readonly object[] as Parameters<typeof play>[0];
  const unread = () => guard.run(inCharge, ({ send }) => send("player", stored, play));
  teller.refused("rows taken from the store go to the player unread: refused and recorded", await system.recordedRefusal(unread));
  await withoutLog(system);

  const account = newAccount(system, IN_CHARGE.id);
  for (const password of ["police", "Commune2021!"]) {
    const code = await system.recordedRefusal(() => choosePassword(system, account, password));
    teller.refused(`a password like “${password}”: refused and recorded`, `${code}: ${weaknesses(account, password).join(", ")}`);
  }
}

/** The log cannot be written: nothing is shown, whoever asks. */
async function withoutLog(system: System): Promise<void> {
  const broken = await openCameras(system, { appendAll: async () => Promise.reject(new Error("no space left")) });
  const code = await broken.view(IN_CHARGE).then(
    () => "SHOWN",
    (error: unknown) => (typeof error === "object" && error !== null && "code" in error ? String(error.code) : "FAILED"),
  );
  if (code !== "LOG_UNAVAILABLE" || broken.shown.length > 0) throw new Error("something was shown without an entry");
  teller.refused("the log is full: no entry can be written, and no picture is shown", code);
}

async function sixMonths(system: System, open: Cameras): Promise<void> {
  teller.heading("4. Six months later");
  const [body] = open.kept;
  if (body === undefined) throw new Error("the file declares a period for the clips");
  const nights = async (until: string): Promise<number> => {
    let gone = 0;
    while (system.today() < until) {
      await system.moveTo(`${addDays(system.today(), 1)}T02:00:00Z`);
      gone += await purge(system, open.kept);
    }
    return gone;
  };
  const frames = await nights("2021-07-09");
  teller.step(`a purge each night, with its entry: the frame of the fixed camera went after thirty days`, `${frames} row`);
  teller.note("the nights until December are not told, and missing from the story's evidence");
  await system.moveTo("2021-12-03T02:00:00Z");
  if ((await nights("2021-12-06")) > 0) throw new Error("a purge took clips before their day");
  await system.moveTo("2021-12-06T10:00:00Z");
  await open.record("camera-3", "clip-0004");
  await system.moveTo("2021-12-08T08:00:00Z");
  const [visible, stored] = [(await clipsNow(system.sql)).length, await clipsStored(system.sql)];
  teller.step(`on ${system.today()} the purge has not come by: ${stored} clips are stored, ${visible} can be seen`);
  const removed = await purge(system, open.kept);
  const certificate = await certificateOf(system, body);
  await writeFile(join(out, "purge-certificate.json"), `${JSON.stringify(certificate, undefined, 2)}\n`);
  const { level, notReached } = certificate.body;
  teller.step(`the purge takes ${removed}; its signed certificate says “${level}”`, `not reached: ${notReached.join(", ")}`);
}

async function proof(system: System, open: Cameras): Promise<void> {
  teller.heading("5. The proof");
  const seen = await open.view(IN_CHARGE);
  teller.step(`${seen} clip is left to be viewed, with its entry`);
  const accounts = await Promise.all(
    [OFFICER, IN_CHARGE].map(({ id }, at) =>
      choosePassword(system, newAccount(system, id), ["v7#Kq!2mZx(9Lp", "R4)tyW8%hJd1+z"][at] ?? ""),
    ),
  );
  const log = await system.prove(teller, out);
  const document = bodyCameras("corrected");
  const { evidence, notCollected } = await evidenceOf(system, open, document, {
    log,
    accounts,
    staff: accounts.map(({ person }) => person),
  });
  teller.note(`not looked at, and so no evidence: ${notCollected.map(({ part }) => part).join(", ")}`);
  await writeFile(join(out, "evidence.json"), `${JSON.stringify(evidence, undefined, 2)}\n`);
  await giveOpinion(teller, { document, name: "corrected", profile: "cnil-gdpr", asOf: system.today(), out, evidence });
  teller.note(`written to ${relative(process.cwd(), out)}/: both files, opinions and dossiers, the evidence, the certificate and the log`);
}
