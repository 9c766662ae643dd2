/** Answers to the service note: certificates verified and reduced, statements of occupational health, refusals; and what is not believed. */
import { type CalendarDate, calendarDate } from "@favorable/core";
import { refusalOf } from "@favorable/example-storyteller";
import { createTestIssuer, keepForRegister, trustList, verifyCertificate } from "../certificates/index.ts";
import { nextDoseDue } from "../follow-up/index.ts";
import { type Answer, type Answering, answerOf } from "../people/index.ts";
import { insertRows, readRows } from "../store/rows.ts";
import { forgeries } from "./forgeries.ts";
import { type OpenRegister, PEOPLE } from "./register.ts";

/** Day of the service note; the answers come in over the days that follow. */
export const NOTICE_ON: CalendarDate = calendarDate("2021-10-30");

const BATCH = 500;
const day = (date: CalendarDate): Date => new Date(`${date}T10:00:00Z`);

/** What is known of one person after their answer. */
type Situation = Readonly<Record<string, string>> & { readonly person: string; readonly scheme: string };

/** Takes the answers in; returns how many situations were recorded. */
export async function takeAnswers(register: OpenRegister): Promise<number> {
  const { declaration, guard, store, teller } = register;
  const { agent, outsider, situation } = declaration.records;
  const issuer = createTestIssuer({
    signs: ["vaccination", "recovery"],
    notBefore: new Date("2021-06-01"),
    notAfter: new Date("2023-06-01"),
  });
  const trust = await trustList([issuer.certificate]);
  const hr = { actor: PEOPLE.hrDirector, role: "hrDirector", purpose: "followUp" } as const;

  const people = await guard.run(hr, async ({ read }) => [
    ...(await read(agent, await readRows(store.sql, agent))).map(({ staffNumber, surname, firstName }) => ({
      reference: staffNumber,
      surname,
      firstName,
    })),
    ...(await read(outsider, await readRows(store.sql, outsider))).map(({ reference, surname, firstName }) => ({
      reference,
      surname,
      firstName,
    })),
  ]);

  const progress = teller.progress("answers to the service note", people.length);
  const situations: Situation[] = [];
  const counts = { certificate: 0, "occupational-health": 0, negative: 0, "contra-indication": 0, none: 0 };
  for (const [at, person] of people.entries()) {
    const answer = answerOf(person, NOTICE_ON);
    counts[answer.kind] += 1;
    situations.push(
      await situationOf(person, answer, async (content, on) => {
        const text = issuer.issue(content, { issuedAt: new Date("2021-07-01"), expiresAt: new Date("2022-07-01") });
        return keepForRegister(await verifyCertificate(text, { trust, at: day(on) }), person, on);
      }),
    );
    progress.advance(at + 1);
  }
  for (let at = 0; at < situations.length; at += BATCH) {
    const rows = situations.slice(at, at + BATCH);
    await guard.run(hr, ({ change }) => change(situation, "add", rows, (tx) => insertRows(tx, situation, rows)));
  }
  progress.end(
    `${people.length.toLocaleString("en")} people asked: ${counts.certificate.toLocaleString("en")} certificates verified and reduced to dates`,
  );
  teller.note(
    `${counts["occupational-health"]} statements of occupational health, ${counts["contra-indication"]} contra-indications, ${counts.negative} negative answers, ${counts.none} without answer`,
  );

  const [somebody] = people;
  if (somebody !== undefined) {
    for (const { what, attempt } of forgeries(issuer, trust, somebody, NOTICE_ON))
      teller.refused(`${what}: refused`, await refusalOf(attempt));
  }
  const certified = situation.from("occupationalHealth").for("followUp");
  const code = await refusalOf(async () => certified.parse({ person: "X", scheme: "certified-by-occupational-health", proof: "scan-1" }));
  teller.refused("a proof sent along with a statement of occupational health: refused, the statement alone is recorded", code);
  return situations.length;
}

type Keep = (content: Readonly<Record<string, unknown>>, on: CalendarDate) => Promise<ReturnType<typeof keepForRegister>>;

async function situationOf(person: Answering, answer: Answer, keep: Keep): Promise<Situation> {
  const base = { person: person.reference };
  switch (answer.kind) {
    case "none":
      return { ...base, scheme: "no-answer" };
    case "negative":
      return { ...base, scheme: "negative-answer", receivedOn: answer.on };
    case "contra-indication":
      return { ...base, scheme: "contra-indication", receivedOn: answer.on, contraIndicationUntil: answer.until };
    case "occupational-health":
      return { ...base, scheme: "certified-by-occupational-health", receivedOn: answer.on, nextDoseDue: answer.nextDoseDue };
    case "certificate": {
      const kept = await keep(answer.content, answer.on);
      if (kept.kind === "recovery")
        return { ...base, scheme: "covid-then-dose", receivedOn: kept.receivedOn, recoveryValidUntil: kept.validUntil };
      const due = nextDoseDue(kept);
      return {
        ...base,
        scheme: "two-doses",
        receivedOn: kept.receivedOn,
        doseOn: kept.lastDoseOn,
        ...(due === undefined ? {} : { nextDoseDue: due }),
      };
    }
  }
}
