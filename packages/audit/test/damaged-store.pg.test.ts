import { isPrivacyError } from "@favorable/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createVerifier } from "../src/node/index.ts";
import { verifyStore } from "../src/postgres/index.ts";
import { date, key, longPolicy, MARKER, readEvent } from "./fixtures.ts";
import { openPgStore } from "./pg-store.ts";
import { all, type Opened, openLog } from "./store-behaviour.ts";

const people = Array.from({ length: 70 }, (_, at) => `p-${at}`);
let opened: Opened;
beforeAll(async () => {
  opened = await openLog(openPgStore);
  const { log, sql } = opened;
  await log.appendAll([longPolicy, readEvent("a-1", people), readEvent("a-2", ["p-1"]), readEvent("a-3", ["p-2"])]);
  await log.checkpoint();
  const { rows } = await sql.query<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'favorable'::regnamespace and relkind in ('r', 'p') and relname like 'audit%'",
  );
  for (const { name } of rows) await sql.query(`alter table favorable.${name} disable trigger all`);
});
afterAll(() => opened.close());

const failure = (reading: Promise<unknown>): Promise<unknown> =>
  reading.then(
    () => "read",
    (error: unknown) => error,
  );

describe("descriptors that stand apart and were edited", () => {
  const verdicts = async (): Promise<readonly (readonly string[])[]> => {
    const both = [true, false].map((values) =>
      verifyStore(opened.sql, { verifier: createVerifier(key.vkey), asOf: date("2021-10-30"), values }),
    );
    return (await Promise.all(both)).map(({ verdict, findings }) => [verdict, ...findings.map(({ code, entry }) => `${code} ${entry}`)]);
  };

  it("are found whatever stands there, with bodies and without, and read by nobody", async () => {
    const { sql, log } = opened;
    const { rows } = await sql.query<{ descriptors: string }>("select descriptors from favorable.audit_descriptors");
    const before = rows[0]?.descriptors ?? "";
    const edits: readonly [text: string, verdict: string][] = [
      [MARKER, "tampered"],
      ["{}", "tampered"],
      [`[${Array(71).fill("1").join(",")}]`, "tampered"],
      [before.replace('"c":"', '"c":"!'), "tampered"],
      // Members nobody committed to: a text put there would never be erased.
      [before.replace('"version":1', `"version":1,"x":"${MARKER}"`), "tampered"],
      [before.replace('{"c"', `{"b":"${MARKER}","c"`), "tampered"],
      [before.replace('"c":"', `"c":"${MARKER}","c":"`), "tampered"],
      [` ${before}`, "tampered"],
      [before.replace(/\{[^}]*\}\},/, "$&$&"), "tampered"],
    ];
    for (const [text, verdict] of edits) {
      await sql.query("update favorable.audit_descriptors set descriptors = $1", [text]);
      expect(await verdicts(), text.slice(0, 90)).toEqual([
        [verdict, "parts-differ 1"],
        [verdict, "parts-differ 1"],
      ]);
    }
    await sql.query("update favorable.audit_descriptors set descriptors = $1", [MARKER]);
    const error = await failure(all(log.entries()));
    expect(error).toMatchObject({ code: "LOG_CORRUPT", details: { entry: 1 } });
    expect(await failure(log.snapshot(({ groups }) => all(groups())))).toMatchObject({ code: "LOG_CORRUPT", details: { entry: 1 } });
    expect(await all(log.entries({ from: 2 }))).toHaveLength(2);
    await sql.query("update favorable.audit_descriptors set descriptors = '[]'");
    expect((await verdicts())[0]).toEqual(["lost", "parts-missing 1"]);
    await sql.query("update favorable.audit_descriptors set descriptors = $1", [before]);
    expect(await verdicts()).toEqual([["intact"], ["intact"]]);
  });

  it("do not belong beside an entry that has its own", async () => {
    const { sql } = opened;
    await sql.query("insert into favorable.audit_descriptors select entry, '[]' from favorable.audit_leaf where seq = 2");
    expect(await verdicts()).toEqual([
      ["tampered", "part-unexpected 2"],
      ["tampered", "part-unexpected 2"],
    ]);
    await sql.query("delete from favorable.audit_descriptors where descriptors = '[]'");
  });
});

describe("a body that was damaged", () => {
  it("is told by its entry and part and never quoted; what is before, behind and beside it stays readable", async () => {
    const { sql, log } = opened;
    const { rows } = await sql.query<{ payload: string }>(
      "select convert_from(payload, 'UTF8') as payload from favorable.audit_body where seq = 2 and part = 1",
    );
    const before = rows[0]?.payload ?? "";
    for (const payload of [
      "",
      `{"name":"row","value":${MARKER}}`,
      "{}",
      "null",
      `"${MARKER}"`,
      `{"name":"${MARKER}","value":1}`,
      before.slice(1),
    ]) {
      await sql.query("update favorable.audit_body set payload = convert_to($1, 'UTF8') where seq = 2 and part = 1", [payload]);
      const seen: number[] = [];
      const reading = async (): Promise<void> => {
        for await (const { index } of log.entries()) seen.push(index);
      };
      const error = await failure(reading());
      expect(error, payload).toMatchObject({ code: "LOG_CORRUPT", details: { entry: 2, part: 1 } });
      expect(isPrivacyError(error)).toBe(true);
      for (const word of MARKER.split(" "))
        expect(`${String(error)} ${JSON.stringify(error)} ${(error as Error).stack} ${String((error as Error).cause)}`).not.toContain(word);
      expect(seen).toEqual([0, 1]);
      expect((await all(log.entries({ from: 3 }))).map(({ index }) => index)).toEqual([3]);
      expect(await all(log.entries({ bodies: false }))).toHaveLength(4);
    }
    await sql.query("update favorable.audit_body set payload = '\\xff' where seq = 2 and part = 1");
    expect(await failure(all(log.entries()))).toMatchObject({ code: "LOG_CORRUPT", details: { entry: 2, part: 1 } });
    const { verdict, findings } = await verifyStore(sql, { verifier: createVerifier(key.vkey), asOf: date("2021-10-30") });
    expect([verdict, ...findings.map(({ code }) => code)]).toEqual(["tampered", "body-differs"]);
    await sql.query("update favorable.audit_body set payload = convert_to($1, 'UTF8') where seq = 2 and part = 1", [before]);
    expect(await all(log.entries())).toHaveLength(4);
  });
});
