/** Free texts that wait for their moderator do not leave. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { exportRecords, openExport } from "@favorable/exports/node";
import { acceptText, defineVocabulary, moderatedText, submitText } from "@favorable/fields";
import { afterAll, expect, it } from "vitest";
import * as z from "zod";
import { freshFolder, keys, memoryLedger, request } from "./requests.ts";

const folder = freshFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const vocabulary = defineVocabulary({
  purposes: { followUp: { statement: { en: "Follow up" } } },
  categories: { comments: { label: { en: "Comments" } } },
  origins: { application: { label: { en: "The application" } } },
});
const tags = { category: "comments", origins: ["application"], purposes: ["followUp"] } as const;
const note = vocabulary.record("note", {
  number: vocabulary.field(z.string(), { ...tags, subject: true }),
  comment: vocabulary.field(moderatedText.optional(), { ...tags, freeText: { moderator: "director" } }),
});

it.each(["ndjson", "csv"] as const)("a pending text stays, an accepted one leaves (%s)", async (format) => {
  const pending = submitText({ text: "MARKER-of-a-pending-text", moderator: "director", by: "clerk-7", at: new Date(0) });
  const accepted = acceptText(submitText({ text: "Certificat attendu", moderator: "director", by: "clerk-7", at: new Date(0) }), {
    by: "a-9",
    role: "director",
    at: new Date(1),
  });
  const { ledger } = memoryLedger();
  const file = join(folder, `${format}.age`);
  await exportRecords({
    ...request(file, ledger),
    format,
    record: note,
    permit: () => ({ allowed: true, fields: ["number", "comment"] }),
    rows: [[{ number: "1", comment: pending }], { number: "2", comment: accepted }],
  });
  const rows: unknown[] = [];
  for await (const row of (await openExport(file, keys.identity)).rows()) rows.push(row);
  expect(JSON.stringify(rows)).not.toContain("MARKER-of-a-pending-text");
  expect(JSON.stringify(rows)).toContain("Certificat attendu");
});
