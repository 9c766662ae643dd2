/** The log leaves for whoever wants to verify it; a copy with one changed byte shows what verification is worth. */
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { exportLog, verifyFolder } from "@favorable/audit/node";
import type { OpenRegister } from "./register.ts";

/** Leaves a signed checkpoint with the data-protection officer: three lines, and the log can no longer be rewritten unseen. */
export async function leaveCheckpoint({ log, teller, folders, today }: OpenRegister): Promise<string> {
  const checkpoint = await log.checkpoint();
  await mkdir(join(folders.out, "dpo"), { recursive: true });
  await writeFile(join(folders.out, "dpo", "checkpoint"), checkpoint);
  const size = Number(checkpoint.split("\n")[1]);
  teller.step(`on ${today()} a checkpoint of ${size.toLocaleString("en")} entries is left with the data-protection officer`);
  return checkpoint;
}

/** Exports the log and verifies it against the officer's checkpoint. */
export async function proveLog(
  register: OpenRegister & { readonly vkey: string },
): Promise<Awaited<ReturnType<typeof verifyFolder>> & { readonly root: string }> {
  const { log, teller, folders, vkey } = register;
  const folder = join(folders.out, "log");
  // Judged with what the entries hold, in a folder that stays here; what leaves holds commitments only.
  const whole = join(folders.data, "log-with-bodies");
  await exportLog(log, whole, { bodies: "plain" });
  const { parts } = await verifyFolder(whole, { vkey });
  await exportLog(log, folder);
  await writeFile(join(folders.out, "log.vkey"), `${vkey}\n`);
  const against = await readFile(join(folders.out, "dpo", "checkpoint"), "utf8");
  const result = await verifyFolder(folder, { vkey, against });
  const root = (await readFile(join(folder, "checkpoint"), "utf8")).split("\n")[2] ?? "";
  if (result.verdict !== "intact" || result.witnessed !== "witnessed") throw new Error("the story's own log does not verify");
  teller.step(
    `the log of ${result.size.toLocaleString("en")} entries verifies, and extends the officer's checkpoint of ${result.witnessedSize ?? 0}`,
  );

  const copy = join(folders.data, "tampered-log");
  await rm(copy, { recursive: true, force: true });
  await cp(folder, copy, { recursive: true });
  const bundles = join(copy, "tile/entries");
  const [bundle] = (await readdir(bundles, { recursive: true, withFileTypes: true })).filter((file) => file.isFile());
  if (bundle === undefined) throw new Error("the exported log holds no entries");
  const entries = join(bundle.parentPath, bundle.name);
  const bytes = await readFile(entries);
  bytes[Math.floor(bytes.length / 2)] = (bytes[Math.floor(bytes.length / 2)] ?? 0) ^ 1;
  await writeFile(entries, bytes);
  const tampered = await verifyFolder(copy, { vkey, against });
  if (tampered.verdict !== "tampered") throw new Error("one changed byte went unseen");
  teller.refused(
    `one changed byte in a copy of it: ${tampered.verdict}`,
    tampered.findings[0] === undefined ? undefined : `${tampered.findings[0].code} in ${tampered.findings[0].place}`,
  );
  return { ...result, parts, root };
}
