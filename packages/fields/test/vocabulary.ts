/** The words of the tests: a youth pass and a vaccination register in small. */
import { defineVocabulary } from "@favorable/fields";
import * as z from "zod";

export const vocabulary = defineVocabulary({
  purposes: {
    followUp: { statement: { en: "Follow up" } },
    statistics: { statement: { en: "Count" } },
    unused: { statement: { en: "Nothing yet" } },
  },
  categories: { identity: { label: { en: "Identity" } }, status: { label: { en: "Status" } } },
  origins: {
    hrFile: { label: { en: "HR file" } },
    subject: { label: { en: "The person" } },
    occupationalHealth: { label: { en: "Occupational health" }, certifies: true },
  },
  subjects: { staff: { label: { en: "Staff" } }, volunteers: { label: { en: "Volunteers" } } },
});

const { field, record } = vocabulary;

export const address = z.object({ street: z.string().max(40), lines: z.array(z.string().regex(/^[a-z]+$/)) });

export const agent = record(
  "agent",
  {
    staffNumber: field(z.string().regex(/^\d{5}$/), { category: "identity", origins: ["hrFile"], purposes: ["followUp"], subject: true }),
    name: field(z.string().max(30), { category: "identity", origins: ["hrFile"], purposes: ["followUp"] }),
    address: field(address.optional(), { category: "identity", origins: ["hrFile"], purposes: ["followUp"] }),
    status: field(z.enum(["complete", "partial", "none"]), {
      category: "status",
      origins: ["subject", "occupationalHealth"],
      purposes: ["followUp", "statistics"],
    }),
    certificate: field(z.string().max(30).optional(), {
      category: "status",
      origins: ["subject", "occupationalHealth"],
      purposes: ["followUp"],
      proof: true,
    }),
    tags: field(z.record(z.string(), z.number()).optional(), { category: "status", origins: ["subject"], purposes: ["followUp"] }),
  },
  { subjects: ["staff"], label: { en: "Agent" } },
);
