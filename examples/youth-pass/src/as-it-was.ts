/** A small pass as the article tells of it, to be measured: a list of numbers, a box that was ticked, and a log that asks nobody why. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { copiesIn, headOf, implementationOf, openSystem, type System, toldBy } from "@favorable/example-storyteller";
import { documentHash, type ProcessingDocument } from "@favorable/processing";
import type { EvidenceBundle } from "@favorable/review";

const SCHEMA = "pass_as_it_was";
const tables = {
  id: "pass-as-it-was/001-table",
  statements: [
    `create schema ${SCHEMA}`,
    // The box of the activation page, as the uses it names; the numbers are invented.
    `create table ${SCHEMA}.youth (phone text primary key, agreed text[] not null)`,
    `insert into ${SCHEMA}.youth select '+33 6 00 00 ' || to_char(n, 'FM0000'), array['offers', 'schemes'] from generate_series(1, 40) n`,
  ],
};

/** Uses the pass as it was used, and measures it against its own file. */
export async function measureAsItWas(document: ProcessingDocument): Promise<EvidenceBundle> {
  const system = await openSystem({ origin: "youth-pass-as-it-was.example/log", startsAt: "2018-09-03T07:00:00Z", migrations: [tables] });
  const desk = await mkdtemp(join(tmpdir(), "pass-as-it-was-"));
  try {
    const sends = [await send(system, "passTeam", "offers")];
    await extract(system, join(desk, "lyceens.csv"));
    sends.push(await send(system, "presidentOfTheRegion", "greeting"));
    const told = await toldBy(system.log);
    return {
      ...headOf(system, documentHash(document)),
      actors: told.roles,
      uses: told.uses,
      consents: {
        uses: sends.reduce((total, { sent }) => total + sent, 0),
        withoutRecord: sends.reduce((total, { notAgreed }) => total + notAgreed, 0),
      },
      exports: { ...(await copiesIn(desk)), entries: told.sealed },
      implementation: await implementationOf(system.sql, SCHEMA, document, told),
    };
  } finally {
    await rm(desk, { recursive: true, force: true });
    await system.close();
  }
}

/** Sends to the whole list, whoever asks and whatever for; then looks which of those numbers had agreed to it. */
async function send({ sql, log }: System, role: string, purpose: string): Promise<{ readonly sent: number; readonly notAgreed: number }> {
  const { rows } = await sql.query<{ phone: string; agreed: boolean }>(
    `select phone, $1::text = any (agreed) as agreed from ${SCHEMA}.youth`,
    [purpose],
  );
  await log.append({ type: "access.sent", clear: { role, purpose, record: "youth", "field.1": "phone", rows: rows.length } });
  return { sent: rows.length, notAgreed: rows.filter(({ agreed }) => !agreed).length };
}

/** Somebody saves the list; nothing remembers it. */
async function extract({ sql }: System, file: string): Promise<void> {
  const { rows } = await sql.query<{ phone: string }>(`select phone from ${SCHEMA}.youth order by phone`);
  await writeFile(file, rows.map(({ phone }) => phone).join("\n"));
}
