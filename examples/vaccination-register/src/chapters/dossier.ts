/** The dossier: one page for the data-protection officer, with the facts behind its pictures. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { EvidenceBundle, Opinion } from "@favorable/review";
import { dossierEvidence, renderDossier } from "@favorable/review/dossier";
import type { OpenRegister } from "./register.ts";

/** Writes `dossier.html`. */
export async function writeDossier(
  register: OpenRegister,
  opinion: Opinion,
  seen: {
    readonly evidence: EvidenceBundle;
    readonly root: string;
    readonly checkpoint: { readonly on: string; readonly size: number; readonly root: string };
  },
): Promise<void> {
  const { declaration, teller, folders, today } = register;
  const { growth, exports } = await logPictures(register);
  const { log, ...shown } = dossierEvidence(seen.evidence);
  const grown =
    log === undefined
      ? {}
      : { log: { ...log, root: seen.root, growth, checkpoints: [{ ...seen.checkpoint, witnessed: log.witnessed === "witnessed" }] } };
  const html = renderDossier({
    document: declaration.document("submitted"),
    opinion,
    // Seventy-four runs that took nothing are in the evidence; the page draws those that took something.
    evidence: { ...shown, ...grown, exports, sweeps: (shown.sweeps ?? []).filter(({ deleted }) => deleted > 0) },
    lang: "both",
    generatedOn: today(),
  });
  await writeFile(join(folders.out, "dossier.html"), html);
  teller.step(`dossier.html: ${Math.round(html.length / 1024)} kB, no script, no request, French and English`);
}

/** Log size at the end of each day that has entries, and the exports that were sealed. */
async function logPictures({ log }: OpenRegister) {
  const sizes = new Map<string, number>();
  const exports: { on: string; role: string; purpose: string; rows: number; recipients: number; encrypted: true }[] = [];
  for await (const { index, type, at, clear } of log.entries()) {
    const on = at.slice(0, 10);
    sizes.set(on, index + 1);
    if (type !== "export.sealed") continue;
    exports.push({
      on,
      role: String(clear["role"]),
      purpose: String(clear["purpose"]),
      rows: Number(clear["rows"]),
      recipients: Number(clear["recipients"]),
      encrypted: true,
    });
  }
  return { growth: [...sizes].map(([on, size]) => ({ on, size })), exports };
}
