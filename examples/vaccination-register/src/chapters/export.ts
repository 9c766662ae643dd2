/** The one extraction of the register: permitted, projected, encrypted to its recipient, recorded. */
import { join } from "node:path";
import { permitOf } from "@favorable/access";
import { addPeriod, period } from "@favorable/core";
import { generateIdentity } from "@favorable/encryption";
import { exportRecords, writeIdentityFile } from "@favorable/exports/node";
import { LAW_1509 } from "../declaration/state.ts";
import { readRows } from "../store/rows.ts";
import { LOG_POLICY, type OpenRegister, PEOPLE, recordedRefusal } from "./register.ts";

/** Writes `export.age`, and the recipient's key beside it because this is a story. */
export async function exportSituations(register: OpenRegister): Promise<void> {
  const { declaration, store, log, clock, teller, folders, today } = register;
  const { situation } = declaration.records;
  const recipient = await generateIdentity();
  await writeIdentityFile(join(folders.out, "recipient.key"), recipient, { createdAt: clock.now(), replace: true });
  const request = {
    permit: permitOf(declaration.access, declaration.records),
    purpose: "followUp",
    record: situation,
    recipients: [{ recipient: recipient.recipient, label: "hrDirector" }],
    ledger: (event: Parameters<typeof log.append>[0]) => log.append(event),
    ledgerRetention: { ...LOG_POLICY, start: today() },
    clock,
    rows: await readRows(store.sql, situation),
    file: join(folders.out, "export.age"),
    replace: true,
    facts: {
      controller: "Centre Hospitalier Princesse Grace",
      legalBasis: `${LAW_1509}, article 1`,
      keepUntil: addPeriod(today(), period("P1M")),
    },
  };
  const director = { actor: PEOPLE.careDirector.id, role: "careDirector" };
  const refused = await recordedRefusal(register, () => exportRecords({ ...request, ...director }));
  teller.refused("an export by a director who may read but not extract: refused and recorded", refused);

  const progress = teller.progress("encrypted export", request.rows.length);
  const { manifest, seal, fileBytes } = await exportRecords({
    ...request,
    actor: PEOPLE.hrDirector.id,
    role: "hrDirector",
    onProgress: ({ rows }) => progress.advance(rows),
  });
  progress.end(
    `export.age: ${seal.rows.toLocaleString("en")} rows of ${manifest.fields.length} fields in ${fileBytes.toLocaleString("en")} bytes, manifest first, seal last`,
  );
  teller.note(`left out because the role may not extract them: ${manifest.excluded.map(({ name }) => name).join(", ")}`);
}
