/** Every answer, word for word, in both languages; what is remembered of answers; what parts that are left out decide. */
import { type AccessCode, allOf, anyOf, caseLoad, type DeciderFacts, decider, type Explanation, ownUnit } from "@favorable/access";
import { describe, expect, it } from "vitest";

const NOW = new Date("2021-11-02T08:00:00Z");
const facts: DeciderFacts = {
  purposes: ["care", "billing", "research"],
  categories: ["file", "bills", "log"],
  actions: ["read", "add", "modify", "delete", "extract"],
  roles: {
    nurse: { purposes: ["care", "marketing"] },
    doctor: { purposes: ["care", "research"] },
    clerk: { purposes: ["billing"] },
    auditor: { purposes: ["billing"] },
    onCall: { purposes: ["care"] },
  },
  grants: {
    nurse: { file: ["read", "add"], bills: "none", log: "all" },
    doctor: { file: "all", bills: "none", log: ["read"] },
    clerk: { file: "none", bills: ["read", "modify"], log: "none" },
    auditor: { file: "none", bills: ["read"], log: ["read"] },
    onCall: { file: "all", bills: "none", log: "none" },
  },
  immutable: ["log"],
  when: [
    { roles: ["clerk"], where: ownUnit("unit") },
    { roles: ["clerk"], actions: ["modify"], where: caseLoad("case") },
    { roles: ["auditor"], actions: ["extract"], where: ownUnit("unit") },
  ],
  conflicts: [
    ["doctor", "clerk", "auditor"],
    ["nurse", "clerk"],
  ],
  emergencies: ["onCall"],
};
const compiled = decider(facts, () => NOW);
/** A question: role, action, category, purpose. */
const asked = (words: string, more: object = {}) => {
  const [role = "", action = "", category = "", purpose = ""] = words.split(" ");
  return { role, purpose, action, category, ...more };
};
const explain = (words: string, more: object = {}): Explanation => compiled.explain(asked(words, more));

type Row = readonly [words: string, code: AccessCode, whoMay: readonly string[], fr: string, en: string, missing?: readonly string[]];
const YESTERDAY = { until: new Date("2021-11-01T08:00:00Z") };

// biome-ignore format: one answer, one entry
const ANSWERS: readonly Row[] = [
  ["nurse read file care", "GRANTED", ["nurse", "doctor"],
    "Le rôle nurse peut consulter file pour la finalité care.", "Role nurse may read file for the purpose care."],
  ["nurse add file care", "GRANTED", ["nurse", "doctor"],
    "Le rôle nurse peut ajouter file pour la finalité care.", "Role nurse may add file for the purpose care."],
  ["doctor modify file research", "GRANTED", ["doctor"],
    "Le rôle doctor peut modifier file pour la finalité research.", "Role doctor may modify file for the purpose research."],
  ["doctor delete file care", "GRANTED", ["doctor"],
    "Le rôle doctor peut supprimer file pour la finalité care.", "Role doctor may delete file for the purpose care."],
  ["nurse extract log care", "GRANTED", ["nurse"],
    "Le rôle nurse peut extraire log pour la finalité care.", "Role nurse may extract log for the purpose care."],
  ["auditor read bills billing", "GRANTED", ["clerk", "auditor"],
    "Le rôle auditor peut consulter bills pour la finalité billing.", "Role auditor may read bills for the purpose billing."],
  ["nurse delete file care", "NOT_GRANTED", ["doctor"],
    "Le rôle nurse ne peut pas supprimer file. Y sont habilités : doctor.", "Role nurse may not delete file. Roles that may: doctor.",
    ["le droit de supprimer file", "the right to delete file"]],
  ["clerk add bills billing", "NOT_GRANTED", [],
    "Le rôle clerk ne peut pas ajouter bills. Aucun rôle n'y est habilité pour cette finalité.",
    "Role clerk may not add bills. No role may for this purpose.",
    ["le droit d'ajouter bills", "the right to add bills"]],
  ["clerk read file care", "PURPOSE_NOT_HELD", ["nurse", "doctor"],
    "Le rôle clerk n'agit pas pour la finalité care. Y sont habilités : nurse, doctor.",
    "Role clerk does not act for the purpose care. Roles that may: nurse, doctor.",
    ["la finalité care parmi celles du rôle", "the purpose care among those of the role"]],
  ["nurse read bills research", "PURPOSE_NOT_HELD", [],
    "Le rôle nurse n'agit pas pour la finalité research. Aucun rôle n'y est habilité pour cette finalité.",
    "Role nurse does not act for the purpose research. No role may for this purpose.",
    ["la finalité research parmi celles du rôle", "the purpose research among those of the role"]],
  ["nurse modify log care", "IMMUTABLE", [],
    "Personne ne peut modifier log : la catégorie est inaltérable.", "Nobody may modify log: the category is immutable."],
  ["doctor extract log care", "NOT_GRANTED", ["nurse"],
    "Le rôle doctor ne peut pas extraire log. Y sont habilités : nurse.", "Role doctor may not extract log. Roles that may: nurse.",
    ["le droit d'extraire log", "the right to extract log"]],
  ["onCall read file care", "BREAK_GLASS_REQUIRED", ["nurse", "doctor"],
    "Le rôle onCall ne s'ouvre qu'en urgence, motif et durée à l'appui.",
    "Role onCall is opened in an emergency only, with a reason and a duration.",
    ["une ouverture en urgence", "an emergency opening"]],
  ["clerk read bills billing", "CONDITION_NOT_MET", ["clerk", "auditor"],
    "Le rôle clerk ne peut consulter bills que pour : son unité (unit).", "Role clerk may read bills only for: one's own unit (unit).",
    ["son unité (unit)", "one's own unit (unit)"]],
  ["clerk modify bills billing", "CONDITION_NOT_MET", ["clerk"],
    "Le rôle clerk ne peut modifier bills que pour : (son unité (unit) et les dossiers dont il a la charge (case)).",
    "Role clerk may modify bills only for: (one's own unit (unit) and the cases in one's charge (case)).",
    ["(son unité (unit) et les dossiers dont il a la charge (case))", "(one's own unit (unit) and the cases in one's charge (case))"]],
];

describe("an answer in words", () => {
  const said = (words: string, [code, whoMay, fr, en, missing]: readonly [AccessCode, readonly string[], string, string, Row[5]?]) => ({
    allowed: code === "GRANTED",
    code,
    cell: asked(words),
    whoMay,
    ...(missing === undefined ? {} : { missing: { fr: missing[0], en: missing[1] } }),
    text: { fr, en },
  });

  for (const [words, ...answer] of ANSWERS)
    it(`to “${words}” is ${answer[0]}, with the cell, who may and what is missing`, () => {
      // Bounds that bind nothing change nothing.
      for (const more of [{}, { until: new Date(NOW.getTime() + 1), holds: ["doctor"] }])
        expect(explain(words, more)).toStrictEqual(said(words, answer));
      expect(compiled.can(asked(words))).toBe(answer[0] === "GRANTED");
    });

  it("tells an assignment that has ended, from its very instant", () => {
    const ended = said("nurse read file care", [
      "EXPIRED",
      ["nurse", "doctor"],
      "L'habilitation au rôle nurse a pris fin.",
      "The assignment of role nurse has ended.",
      ["une nouvelle habilitation", "a new assignment"],
    ]);
    for (const until of [YESTERDAY.until, NOW, new Date(Number.NaN), "2099-01-01"])
      expect(explain("nurse read file care", { until })).toStrictEqual(ended);
    expect(explain("nurse read file care", { until: new Date(NOW.getTime() + 1) }).code).toBe("GRANTED");
  });

  it("tells roles that may not be held together, before an end", () => {
    const apart = said("doctor read file care", [
      "ROLES_CONFLICT",
      ["nurse", "doctor"],
      "Le rôle doctor est incompatible avec un autre rôle de la même personne.",
      "Role doctor conflicts with another role of the same person.",
      ["l'abandon d'un des rôles incompatibles", "giving up one of the conflicting roles"],
    ]);
    for (const holds of [["doctor", "clerk"], "doctor", null])
      expect(explain("doctor read file care", { holds, ...YESTERDAY })).toStrictEqual(apart);
  });

  it("tells one's own record, and the way to it", () => {
    expect(compiled.explainAs(asked("nurse read file care"), "OWN_RECORD")).toStrictEqual(
      said("nurse read file care", [
        "OWN_RECORD",
        ["nurse", "doctor"],
        "Le rôle nurse ne donne pas accès à ses propres données : adressez-vous au service des droits.",
        "Role nurse does not open one's own data: ask the rights desk.",
        ["une demande de droit d'accès", "a request of access as data subject"],
      ]),
    );
  });

  it("leaves open what it cannot say: a condition that could not be looked at, an action that is none", () => {
    const { text, missing } = compiled.explainAs(asked("nurse read file care"), "CONDITION_NOT_MET");
    expect(text).toStrictEqual({ fr: "Le rôle nurse ne peut consulter file que pour : ….", en: "Role nurse may read file only for: …." });
    expect(missing).toStrictEqual({ fr: "…", en: "…" });
    expect(compiled.explainAs(asked("nurse toString file care"), "NOT_GRANTED").missing).toStrictEqual({
      fr: "le droit de ? file",
      en: "the right to ? file",
    });
  });

  it.each([
    ["porter read file care", "ROLE_UNKNOWN", "La matrice ne connaît pas ce rôle.", "The matrix has no such role.", ["nurse", "doctor"]],
    ["nurse read file sale", "PURPOSE_UNKNOWN", "La déclaration ne connaît pas cette finalité.", "The declaration has no such purpose."],
    [
      "nurse read file marketing",
      "PURPOSE_UNKNOWN",
      "La déclaration ne connaît pas cette finalité.",
      "The declaration has no such purpose.",
    ],
    ["nurse burn file care", "ACTION_UNKNOWN", "La matrice ne connaît pas cette action.", "The matrix has no such action."],
    [
      "nurse read salary care",
      "CATEGORY_UNKNOWN",
      "La déclaration ne connaît pas cette catégorie.",
      "The declaration has no such category.",
    ],
  ] as const)("to “%s” is %s, and repeats no word of the question", (words, code, fr, en, whoMay: readonly string[] = []) => {
    expect(explain(words)).toStrictEqual({ allowed: false, code, whoMay, text: { fr, en } });
    expect(explain(words, YESTERDAY)).toStrictEqual({ allowed: false, code, whoMay, text: { fr, en } });
    expect(compiled.can(asked(words))).toBe(false);
    expect(compiled.decide(asked(words), {})).toBe(code);
  });

  it("to what is no question is that the role is not known, and names nobody", () => {
    const none = { allowed: false, code: "ROLE_UNKNOWN", whoMay: [], text: explain("porter read file care").text };
    expect(compiled.explain(null as never)).toStrictEqual(none);
    expect(compiled.can(null as never)).toBe(false);
  });

  it("cannot be changed", () => {
    for (const words of ["nurse read file care", "nurse delete file care", "porter read file care"])
      for (const part of [explain(words), ...Object.values(explain(words))]) expect(Object.isFrozen(part)).toBe(true);
  });
});

describe("an answer that was given", () => {
  it("is given again for declared words, each its own", () => {
    const fresh = decider(facts);
    const answers = ANSWERS.map(([words]) => fresh.explain(asked(words)));
    expect(ANSWERS.every(([words], at) => fresh.explain(asked(words)) === answers[at])).toBe(true);
    expect(new Set(answers).size).toBe(ANSWERS.length);
  });

  it("is one for all roles that are not known: they fill no memory", () => {
    const first = explain("porter read file care");
    for (const role of ["cook", "__proto__", "", "x".repeat(1000)])
      expect(compiled.explain({ ...asked("- read file care"), role })).toBe(first);
  });

  it.each(["nurse read file sale", "nurse burn file care", "nurse read salary care", "porter read file sale", "porter burn file care"])(
    "is not kept for “%s”",
    (words) => {
      expect(explain(words)).toStrictEqual(explain(words));
      expect(explain(words)).not.toBe(explain(words));
    },
  );

  it("is not kept under an end or roles held", () => {
    expect(explain("nurse read file care", { holds: ["nurse"] })).not.toBe(explain("nurse read file care"));
    expect(explain("nurse read file care").code).toBe("GRANTED");
  });
});

describe("the parts of a decider", () => {
  it("know no role, action or purpose that is not declared", () => {
    expect(compiled.masksOf("porter")).toBeUndefined();
    expect(compiled.conditionsOf("porter", "read")).toEqual([]);
    expect(compiled.conditionsOf("clerk", "burn")).toEqual([]);
    // A purpose that is held and not declared is none.
    expect(["care", "marketing", "research"].map((purpose) => compiled.holdsPurpose("nurse", purpose))).toEqual([true, false, false]);
    expect(compiled.holdsPurpose("porter", "care")).toBe(false);
    expect([compiled.isEmergency("onCall"), compiled.isEmergency("nurse"), compiled.isEmergency("porter")]).toEqual([true, false, false]);
  });

  it("name the roles that are held together and may not be, each once, and no other of the same rule", () => {
    expect(compiled.conflictsIn(["doctor", "clerk"])).toEqual(["doctor", "clerk"]);
    expect(compiled.conflictsIn(["nurse", "clerk", "doctor", "onCall"])).toEqual(["doctor", "clerk", "nurse"]);
    expect(compiled.conflictsIn(["doctor", "nurse"])).toEqual([]);
    expect(compiled.conflictsIn(["doctor", "doctor"])).toEqual([]);
  });

  it("hold a row to the conditions of its role and action, and grant none of it without", () => {
    const cell = asked("clerk modify bills billing");
    expect(compiled.decide(cell, {})).toBe("CONDITION_NOT_MET");
    expect(compiled.decide(cell, { row: (of) => (of.length === 2 ? "GRANTED" : "OWN_RECORD") })).toBe("GRANTED");
    expect(compiled.decide(cell, { row: () => "OWN_RECORD" })).toBe("OWN_RECORD");
    expect(compiled.decide(asked("clerk add bills billing"), { row: () => "GRANTED" })).toBe("NOT_GRANTED");
    expect(compiled.decide(asked("nurse read file care"), { row: (of) => (of.length === 0 ? "GRANTED" : "OWN_RECORD") })).toBe("GRANTED");
  });

  it("open an emergency role's cells, and no others, when it is opened", () => {
    const decided = (words: string, opened: boolean) => compiled.decide(asked(words), { opened });
    expect([decided("onCall read file care", true), decided("onCall read file care", false)]).toEqual(["GRANTED", "BREAK_GLASS_REQUIRED"]);
    expect(decided("onCall read bills care", true)).toBe("NOT_GRANTED");
    expect(decided("onCall read file research", true)).toBe("PURPOSE_NOT_HELD");
  });
});

describe("facts that leave a part out", () => {
  const question = asked("nurse read file care");
  const without = (part: keyof DeciderFacts): Explanation & { readonly can: boolean } => {
    const { [part]: _, ...rest } = facts;
    const made = decider(rest as DeciderFacts);
    return { ...made.explain({ ...question, holds: ["nurse"] }), can: made.can({ ...question, holds: ["nurse"] }) };
  };

  it.each([
    ["purposes", "PURPOSE_UNKNOWN"],
    ["categories", "CATEGORY_UNKNOWN"],
    ["actions", "ACTION_UNKNOWN"],
    ["roles", "ROLE_UNKNOWN"],
    ["grants", "NOT_GRANTED"],
    ["immutable", "GRANTED"],
    ["when", "GRANTED"],
    ["conflicts", "GRANTED"],
    ["emergencies", "GRANTED"],
  ] as const)("without %s: %s", (part, code) => {
    expect(without(part)).toMatchObject({ code, can: code === "GRANTED" });
  });

  it("grant no role without a row of its own, nor by what a row or a table inherits", () => {
    const codeWith = (grants: object) => decider({ ...facts, grants } as DeciderFacts).explain(question).code;
    expect(codeWith({ doctor: { file: "all" } })).toBe("NOT_GRANTED");
    expect(codeWith(Object.create({ nurse: { file: ["read"] } }))).toBe("NOT_GRANTED");
    expect(codeWith({ nurse: Object.create({ file: ["read"] }) })).toBe("NOT_GRANTED");
    expect(codeWith({ nurse: { file: "read" } })).toBe("NOT_GRANTED");
    expect(codeWith({ nurse: { file: ["read"] } })).toBe("GRANTED");
  });

  it("hold an end against the time of the machine, where no clock is given", () => {
    const { can, explain: answer } = decider(facts);
    const [soon, gone] = [new Date(Date.now() + 60_000), new Date(Date.now() - 60_000)];
    expect([can({ ...question, until: soon }), can({ ...question, until: gone })]).toEqual([true, false]);
    expect([answer({ ...question, until: soon }).code, answer({ ...question, until: gone }).code]).toEqual(["GRANTED", "EXPIRED"]);
  });

  it("narrow every role and action that a rule names none of", () => {
    const { explain: answer } = decider({ ...facts, when: [{ where: anyOf(ownUnit("unit"), allOf(caseLoad("case"))) }] });
    for (const [words] of ANSWERS.filter(([, code]) => code === "GRANTED"))
      expect(answer(asked(words)).missing?.en).toBe("(one's own unit (unit) or the cases in one's charge (case))");
  });
});
