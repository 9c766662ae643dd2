/** What the dossier draws comes from the evidence alone. */

import { readEvidence } from "@favorable/review";
import { dossierEvidence } from "@favorable/review/dossier";
import { collectEvidence } from "@favorable/review/postgres";
import { fromPglite } from "@favorable/sql/pglite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshPglite } from "../../../testing/pglite.ts";
import { MARK, openSystem } from "./evidence-system.ts";

describe("the history in evidence", () => {
  let db: Awaited<ReturnType<typeof freshPglite>>;
  let system: Awaited<ReturnType<typeof openSystem>>;
  beforeAll(async () => {
    db = await freshPglite();
    system = await openSystem(fromPglite(db));
  }, 60_000);
  afterAll(async () => db.close());

  it("holds growth, checkpoints, exports and requests of the store, and the dossier draws them without more", async () => {
    const checkpoint = await system.log.checkpoint();
    const report = await collectEvidence({ ...system.options, only: ["history", "log"], checkpoints: [checkpoint] });
    const { history } = readEvidence(report.evidence);
    expect(report.notCollected).toEqual([]);
    expect(history?.growth).toEqual([{ on: "2022-03-15", size: 2 }]);
    expect(history?.exports).toEqual([{ on: "2022-03-15", role: "porter", purpose: "reception", rows: 0, recipients: 2 }]);
    expect(history?.checkpoints).toHaveLength(1);
    expect(history?.checkpoints?.[0]).toMatchObject({ on: "2022-03-15", size: 2 });
    expect(history?.requests).toEqual([]);
    const drawn = dossierEvidence(report.evidence);
    expect(drawn.log).toMatchObject({ growth: history?.growth, checkpoints: history?.checkpoints, root: history?.checkpoints?.[0]?.root });
    expect(drawn.exports).toEqual([{ ...history?.exports?.[0], encrypted: true }]);
    expect(JSON.stringify(report)).not.toContain(MARK);
  });

  it("is told as not collected without a log, and refused when it is of a later day", async () => {
    const { log: _, ...without } = system.options;
    const report = await collectEvidence({ ...without, only: ["history"] });
    expect(report.notCollected).toEqual([{ part: "history", reason: "not-given: log" }]);
    const late = { asOf: "2022-03-15", simulated: false, history: { growth: [{ on: "2022-03-16", size: 1 }] } };
    expect(() => readEvidence(late)).toThrow(expect.objectContaining({ details: { paths: ["history.growth.0.on"] } }));
  });
});
