/** The daily follow-up, a director's view, statistics: what each role sees for each purpose, and what it is refused. */
import { type CalendarDate, calendarDate } from "@favorable/core";
import { countAlerts, dailyAlerts, type Followed, followUpRules } from "../follow-up/index.ts";
import { readRows } from "../store/rows.ts";
import { NOTICE_ON } from "./answers.ts";
import { type OpenRegister, PEOPLE, recordedRefusal } from "./register.ts";

const care = { actor: PEOPLE.careDirector, role: "careDirector", purpose: "followUp" } as const;

/** Alerts of the day for the case managers. */
export async function followUpOfTheDay(register: OpenRegister): Promise<void> {
  const { declaration, guard, store, teller, today } = register;
  const { agent, situation } = declaration.records;
  const people = await guard.run(care, async ({ read }) => {
    const agents = await read(agent, await readRows(store.sql, agent));
    const ends = new Map(agents.map((person) => [person.staffNumber, person]));
    const situations = await read(situation, await readRows(store.sql, situation));
    return situations.map((row): Followed => {
      const person = ends.get(row.person);
      return {
        reference: row.person,
        answered: row.scheme !== "no-answer",
        ...dated("certificateUntil", row.recoveryValidUntil),
        ...dated("nextDoseDue", row.nextDoseDue),
        ...dated("contractEnd", person?.contractEnd),
        ...dated("functionEnd", person?.functionEnd),
      };
    });
  });
  const alerts = dailyAlerts(people, followUpRules(NOTICE_ON), today());
  const counts = countAlerts(alerts);
  teller.step(`${alerts.length} alerts on ${today()}`);
  teller.table([
    ["no answer after 7 days", String(counts["no-answer"])],
    ["recovery certificate ends", String(counts["certificate-due"])],
    ["next dose due", String(counts["dose-due"])],
    ["contract ends", String(counts["contract-end"])],
  ]);
}

/** Who sees what; and every refusal leaves an entry. */
export async function accesses(register: OpenRegister): Promise<void> {
  const { declaration, guard, store, teller } = register;
  const { agent, situation } = declaration.records;
  const [row] = await readRows(store.sql, agent, 1);
  if (row === undefined) throw new Error("the register is empty");

  const seen = await guard.run(care, async ({ read }) => (await read(agent, [row]))[0]);
  teller.step(`a director sees ${Object.keys(seen ?? {}).length} fields of a person for the follow-up`);
  const counted = await guard.run({ ...care, purpose: "statistics" }, async ({ read }) => (await read(agent, [row]))[0]);
  teller.step(`and for statistics: ${Object.keys(counted ?? {}).join(", ")}`);

  const administrator = { actor: PEOPLE.administrator, role: "administrator" } as const;
  const outside = { ...administrator, purpose: "followUp" as never };
  teller.refused(
    "an administrator, outside maintenance: refused and recorded",
    await recordedRefusal(register, () => guard.run(outside, async () => 0)),
  );
  const greetings = { ...care, purpose: "greetings" as never };
  teller.refused(
    "a purpose nobody declared: refused and recorded",
    await recordedRefusal(register, () => guard.run(greetings, async () => 0)),
  );
  const chief = { ...care, role: "chief" as never };
  teller.refused("a role nobody declared: refused and recorded", await recordedRefusal(register, () => guard.run(chief, async () => 0)));

  const parsed = agent.for("followUp").parse(row);
  const laundering = () => guard.run(care, ({ send }) => send("reminder-mail", [parsed as never], async () => 0));
  teller.refused("a parsed value where a permitted one is required: refused and recorded", await recordedRefusal(register, laundering));

  const before = await countReads(register);
  await guard
    .run(care, async ({ read }) => {
      await store.sql.transaction(async (tx) => {
        await read(situation, await readRows(tx, situation, 3));
        throw new Error("rolled back by the application");
      });
    })
    .catch((error: unknown) => {
      if (!(error instanceof Error) || error.message !== "rolled back by the application") throw error;
    });
  if ((await countReads(register)) !== before + 1) throw new Error("the entry of the rolled-back read is missing");
  teller.step("a read that the application rolled back still has its entry");
}

async function countReads({ log }: OpenRegister): Promise<number> {
  let reads = 0;
  for await (const _ of log.entries({ types: ["access.read"] })) reads += 1;
  return reads;
}

/** Plain counts by status, from rows that hold nothing but the status. */
export async function statistics(register: OpenRegister): Promise<void> {
  const { declaration, guard, store, teller } = register;
  const { situation } = declaration.records;
  const hr = { actor: PEOPLE.hrDirector, role: "hrDirector", purpose: "statistics" } as const;
  const rows = await guard.run(hr, async ({ read }) => read(situation, await readRows(store.sql, situation)));
  const counts = new Map<string, number>();
  for (const { scheme } of rows) counts.set(scheme, (counts.get(scheme) ?? 0) + 1);
  teller.step("statistics, from rows that carry the status and nothing else");
  const share = (count: number): string => `${((100 * count) / rows.length).toFixed(1)} %`;
  teller.table([...counts].sort(([, a], [, b]) => b - a).map(([scheme, count]) => [scheme, String(count), share(count)]));
}

function dated<K extends string>(key: K, value: string | undefined): { readonly [k in K]?: CalendarDate } {
  return value === undefined ? {} : ({ [key]: calendarDate(value) } as { readonly [k in K]: CalendarDate });
}
