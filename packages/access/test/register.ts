/** A register in small: three purposes, four categories, three roles. */
import { defineMatrix } from "@favorable/access";
import { defineVocabulary } from "@favorable/fields";
import * as z from "zod";

export const vocabulary = defineVocabulary({
  purposes: {
    followUp: { statement: { en: "Follow up" } },
    statistics: { statement: { en: "Count" } },
    maintenance: { statement: { en: "Maintain" } },
  },
  categories: {
    identity: { label: { en: "Identity" } },
    status: { label: { en: "Status" } },
    logs: { label: { en: "Logs" } },
    comments: { label: { en: "Comments" } },
  },
  origins: { hrFile: { label: { en: "HR file" } }, system: { label: { en: "System" } } },
});

const { field, record } = vocabulary;

export const agent = record("agent", {
  name: field(z.string(), { category: "identity", origins: ["hrFile"], purposes: ["followUp", "maintenance"] }),
  status: field(z.enum(["complete", "none"]), { category: "status", origins: ["hrFile"], purposes: ["followUp", "statistics"] }),
  due: field(z.iso.date().optional(), { category: "status", origins: ["hrFile"], purposes: ["followUp"] }),
  reason: field(z.string().nullish(), { category: "status", origins: ["hrFile"], purposes: ["followUp"] }),
  comment: field(z.string().optional(), { category: "comments", origins: ["hrFile"], purposes: ["followUp"] }),
  changedAt: field(z.iso.datetime().optional(), { category: "status", origins: ["system"], purposes: ["followUp"], boundTo: "clock" }),
});

export const login = record("login", {
  at: field(z.iso.datetime(), { category: "logs", origins: ["system"], purposes: ["maintenance"] }),
});

export const access = defineMatrix(vocabulary, {
  actions: ["read", "add", "modify", "delete", "extract"],
  roles: {
    director: { label: { en: "Director" }, purposes: ["followUp", "statistics"] },
    manager: { label: { en: "Case manager" }, purposes: ["followUp"] },
    administrator: { label: { en: "Administrator" }, purposes: ["maintenance"], kind: "technical" },
  },
  grants: {
    director: { identity: "all", status: "all", logs: "none", comments: "all" },
    manager: { identity: ["read"], status: ["read", "add", "modify"], logs: "none", comments: "none" },
    administrator: { identity: "all", status: "all", logs: "all", comments: "none" },
  },
  immutable: ["logs"],
  units: 3,
});
