/** The HR file and the list of volunteers come in; rows that are wrong are named by line and field, and the rest goes on. */
import { type CsvImport, describeRefusal, importOutsiders, importStaff } from "../intake/index.ts";
import { writeSources } from "../people/index.ts";
import { insertRows } from "../store/rows.ts";
import { type OpenRegister, PEOPLE } from "./register.ts";

const BATCH = 500;

/** Before the duty is in force the follow-up rests on consent (deliberation, II): an import of everybody is not possible yet. */
export async function importFiles(register: OpenRegister): Promise<{ staff: number; outsiders: number }> {
  const { declaration, guard, store, teller, folders } = register;
  const { agent, outsider } = declaration.records;
  const sources = await writeSources(folders.data);
  const hr = { actor: PEOPLE.hrDirector, role: "hrDirector", purpose: "followUp" } as const;

  const staff = importStaff(sources.staff.file);
  await importAll(register, "HR file", sources.staff.rows, staff, (rows) =>
    guard.run(hr, ({ change }) => change(agent, "add", rows, (tx) => insertRows(tx, agent, rows))),
  );

  const outsiders = importOutsiders(sources.outsiders.file);
  let number = 0;
  await importAll(register, "list of volunteers and external persons", sources.outsiders.rows, outsiders, (people) => {
    const rows = people.map((person) => ({ reference: `X${String(++number).padStart(5, "0")}`, ...person }));
    return guard.run(hr, ({ change }) => change(outsider, "add", rows, (tx) => insertRows(tx, outsider, rows)));
  });

  const { rows } = await store.sql.query<{ count: number }>(
    "select ((select count(*) from register.agent) + (select count(*) from register.outsider))::integer as count",
  );
  const expected = staff.counts.accepted + outsiders.counts.accepted;
  if (rows[0]?.count !== expected) throw new Error("rows were lost between the files and the tables");
  teller.note(`${expected.toLocaleString("en")} people in the register; read = accepted + refused, in both files`);
  return { staff: staff.counts.accepted, outsiders: outsiders.counts.accepted };
}

async function importAll<T>(
  register: OpenRegister,
  what: string,
  total: number,
  source: CsvImport<T>,
  add: (rows: readonly T[]) => Promise<unknown>,
): Promise<void> {
  const { teller } = register;
  const progress = teller.progress(`import of the ${what}`, total);
  const refused: string[] = [];
  let batch: T[] = [];
  for await (const outcome of source) {
    if ("value" in outcome) batch.push(outcome.value);
    else refused.push(describeRefusal(outcome));
    if (batch.length === BATCH) {
      await add(batch);
      batch = [];
    }
    progress.advance(source.counts.read);
  }
  if (batch.length > 0) await add(batch);
  const { read, accepted } = source.counts;
  progress.end(`${what}: ${read.toLocaleString("en")} rows read, ${accepted.toLocaleString("en")} accepted, ${refused.length} refused`);
  for (const reason of refused) teller.refused(reason);
}
