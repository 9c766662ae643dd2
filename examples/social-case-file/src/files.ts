/** The case files, open: what each profession may do, and nothing else. */
import { type Kept, LOG_POLICY, type System } from "@favorable/example-storyteller";
import { acceptText, type ModeratedText, type RefusalReason, refuseText, submitText } from "@favorable/fields";
import { createDetector } from "@favorable/fields/detectors";
import { createGuard } from "@favorable/guard";
import { correctedCaseFile } from "./declaration/file.ts";
import { addFile, changeFile, createView, declaredPolicy, filesSeenBy, type Help, storedFile, TABLE } from "./store.ts";

/** An account and its profession. */
export interface Account<R extends string> {
  readonly id: string;
  readonly roles: readonly R[];
  /** The persons in their care. */
  readonly cases?: readonly string[];
}

const detect = createDetector({ countries: ["FR"], languages: ["fr"] });

/** Opens the files as the corrected declaration says. */
export async function openFiles(system: System) {
  const { sql, clock, zone } = system;
  const social = correctedCaseFile();
  const { file } = social.records;
  const kept: Kept = { policy: declaredPolicy(zone), table: TABLE, subject: "name", start: "followedOn" };
  await createView(sql, kept.policy);
  // No destination is declared: nothing leaves.
  const guard = createGuard({ processing: social, log: system.log, sql, logPolicy: LOG_POLICY, zone, clock });
  const purpose = "socialWork";
  type Worker = Account<"socialWorker">;

  return {
    social,
    kept,
    guard,
    /** A social worker opens a file: a name, and what help is asked for, of the list. */
    open: (actor: Worker, name: string, help: Help) =>
      guard.run({ actor, role: "socialWorker", purpose }, ({ change }) =>
        change(file, "add", [{ name, help }], async (tx, rows) => {
          for (const row of rows) await addFile(tx, row);
        }),
      ),
    /** Follows a file up. */
    follow: (actor: Worker, name: string, help: Help) =>
      guard.run({ actor, role: "socialWorker", purpose }, async ({ change }) => {
        const stored = await storedFile(sql, name);
        return change(file, "modify", [{ name, help }], (tx, [row]) => changeFile(tx, name, row ?? {}), stored);
      }),
    /** Writes a practical note: it waits for the team lead. */
    note: (actor: Worker, name: string, text: string) =>
      guard.run({ actor, role: "socialWorker", purpose }, async ({ change }) => {
        const note = submitText({ text, moderator: "teamLead", by: actor.id, at: clock.now() }, detect);
        await change(file, "modify", [{ name, note }], (tx, [row]) => changeFile(tx, name, row ?? {}), await storedFile(sql, name));
        return note;
      }),
    /** The team lead decides on a note: what is refused is not kept. */
    moderate: (actor: Account<"teamLead">, name: string, refusal?: RefusalReason): Promise<ModeratedText | undefined> =>
      guard.run({ actor, role: "teamLead", purpose }, async ({ change }) => {
        const [stored] = await storedFile(sql, name);
        if (stored?.note === undefined) return undefined;
        const act = { by: actor.id, role: "teamLead", at: clock.now() };
        const note = refusal === undefined ? acceptText(stored.note, act) : refuseText(stored.note, act, refusal);
        await change(file, "modify", [{ note }], (tx, [row]) => changeFile(tx, name, row ?? {}), [stored]);
        return note;
      }),
    /** A social worker reads the files in their care. */
    readCases: (actor: Worker) =>
      guard.run({ actor, role: "socialWorker", purpose }, async ({ read }) => {
        const mine = new Set(actor.cases);
        return read(
          file,
          (await filesSeenBy(sql, "socialWorker")).filter(({ name }) => mine.has(name)),
        );
      }),
    /** Reception reads who is expected, and no more. */
    readNames: (actor: Account<"reception">) =>
      guard.run({ actor, role: "reception", purpose }, async ({ read }) => read(file, await filesSeenBy(sql, "reception"))),
    /** The archivist reads what is active and what is in the archive. */
    readArchive: (actor: Account<"archivist">) =>
      guard.run({ actor, role: "archivist", purpose }, async ({ read }) => read(file, await filesSeenBy(sql, "archivist"))),
  };
}
