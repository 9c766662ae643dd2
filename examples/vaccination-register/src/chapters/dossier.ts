/** The dossier: one page for the data-protection officer, with the evidence behind its pictures. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { EvidenceBundle, Opinion } from "@favorable/review";
import { dossierEvidence, renderDossier } from "@favorable/review/dossier";
import type { OpenRegister } from "./register.ts";

/** Writes `dossier.html`. */
export async function writeDossier(register: OpenRegister, opinion: Opinion, evidence: EvidenceBundle): Promise<void> {
  const { declaration, teller, folders, today } = register;
  const html = renderDossier({
    document: declaration.document("submitted"),
    opinion,
    evidence: dossierEvidence(evidence),
    lang: "both",
    generatedOn: today(),
  });
  await writeFile(join(folders.out, "dossier.html"), html);
  teller.step(`dossier.html: ${Math.round(html.length / 1024)} kB, no script, no request, French and English`);
}
