import { type Action, defineMatrix, type MatrixDocument } from "@favorable/access";
import { isPrivacyError } from "@favorable/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeOf } from "../../../testing/codes.ts";
import { access, vocabulary } from "./register.ts";

const ACTIONS: readonly Action[] = ["read", "add", "modify", "delete", "extract"];
const CATEGORIES = ["identity", "status", "logs", "comments"];
const PURPOSES = ["followUp", "statistics", "maintenance"];
const STRANGE = ["__proto__", "constructor", "toString", "hasOwnProperty", "", "nurse", "READ", "all"];

/** Declares what the compiler refuses, as a caller without types would. */
const declare = (other: object): unknown => defineMatrix(vocabulary, { ...access.document(), ...other } as never);

describe("a question to the matrix", () => {
  it("is answered as the declared cells say, for every cell", () => {
    const { roles, grants }: MatrixDocument = access.document();
    for (const [role, { purposes }] of Object.entries(roles))
      for (const purpose of PURPOSES)
        for (const category of CATEGORIES)
          for (const action of ACTIONS) {
            const cell = grants[role]?.[category] ?? "none";
            const written = cell === "all" || (cell !== "none" && cell.includes(action));
            const locked = category === "logs" && (action === "modify" || action === "delete");
            expect(access.can({ role, purpose, action, category })).toBe(written && !locked && purposes.includes(purpose));
          }
  });

  it("is refused when any word is not declared, whatever the other words are", () => {
    const word = (known: readonly string[]) => fc.oneof(fc.constantFrom(...known), fc.constantFrom(...STRANGE), fc.string());
    const question = fc.record({
      role: word(["director", "manager", "administrator"]),
      purpose: word(PURPOSES),
      action: word(ACTIONS),
      category: word(CATEGORIES),
    });
    fc.assert(
      fc.property(question, (asked) => {
        const known =
          ["director", "manager", "administrator"].includes(asked.role) &&
          PURPOSES.includes(asked.purpose) &&
          CATEGORIES.includes(asked.category) &&
          ACTIONS.some((action) => action === asked.action);
        const answer = access.explain(asked);
        expect(answer.allowed).toBe(access.can(asked));
        expect(answer.allowed).toBe(answer.code === "GRANTED");
        if (!known) expect(answer.code).toMatch(/_UNKNOWN$/);
      }),
    );
  });

  it("that is none is refused, never thrown at", () => {
    const thrower = {
      get role(): string {
        throw new Error("Dupont");
      },
    };
    const none = fc.oneof(
      fc.anything(),
      fc.constantFrom<unknown>(null, undefined, 5, [], {}, thrower, { role: Symbol("a") }, { role: {} }),
    );
    fc.assert(
      fc.property(none, (asked) => {
        expect(access.can(asked as never)).toBe(false);
        expect(access.explain(asked as never)).toMatchObject({ allowed: false, code: "ROLE_UNKNOWN" });
      }),
    );
    for (const who of [null, undefined, 5, {}, { actor: 5 }]) expect(codeOf(() => access.as(who as never))).toBe("ACTOR_MISSING");
  });

  it("names the reason, who may, and repeats no word it does not know", () => {
    const ask = (role: string, purpose: string, action: string, category: string) => access.explain({ role, purpose, action, category });
    expect(ask("manager", "followUp", "delete", "status")).toEqual({
      allowed: false,
      code: "NOT_GRANTED",
      cell: { role: "manager", purpose: "followUp", action: "delete", category: "status" },
      whoMay: ["director"],
      missing: { fr: "le droit de supprimer status", en: "the right to delete status" },
      text: {
        fr: "Le rôle manager ne peut pas supprimer status. Y sont habilités : director.",
        en: "Role manager may not delete status. Roles that may: director.",
      },
    });
    expect(ask("director", "followUp", "read", "identity").code).toBe("GRANTED");
    expect(ask("administrator", "followUp", "read", "identity").code).toBe("PURPOSE_NOT_HELD");
    expect(ask("administrator", "maintenance", "delete", "logs")).toMatchObject({ code: "IMMUTABLE", whoMay: [] });
    for (const [asked, code] of [
      [ask("MARKER", "followUp", "read", "status"), "ROLE_UNKNOWN"],
      [ask("director", "MARKER", "read", "status"), "PURPOSE_UNKNOWN"],
      [ask("director", "followUp", "MARKER", "status"), "ACTION_UNKNOWN"],
      [ask("director", "followUp", "read", "MARKER"), "CATEGORY_UNKNOWN"],
    ] as const) {
      expect(asked.code).toBe(code);
      expect(JSON.stringify(asked)).not.toContain("MARKER");
    }
  });
});

describe("declaring a matrix", () => {
  it("refuses cells left open or written in no known way, naming them all", () => {
    const holes = { ...access.document().grants, manager: { identity: ["read"], status: true } };
    try {
      declare({ grants: holes });
      expect.unreachable();
    } catch (error) {
      expect(isPrivacyError(error, "MATRIX_UNDECIDED") && error.details["cells"]).toEqual([
        "manager.status",
        "manager.logs",
        "manager.comments",
      ]);
    }
    expect(codeOf(() => declare({ grants: {} }))).toBe("MATRIX_UNDECIDED");
  });

  it("refuses roles, categories, actions and purposes that are not declared", () => {
    const { grants, roles } = access.document();
    const row = { identity: "all", status: "all", logs: "all", comments: "all" };
    expect(codeOf(() => declare({ grants: { ...grants, nurse: row } }))).toBe("ROLE_UNKNOWN");
    expect(codeOf(() => declare({ grants: { ...grants, manager: { ...row, salary: "all" } } }))).toBe("CATEGORY_UNKNOWN");
    expect(codeOf(() => declare({ grants: { ...grants, manager: { ...row, identity: ["burn"] } } }))).toBe("ACTION_UNKNOWN");
    expect(codeOf(() => declare({ actions: ["read", "burn"] }))).toBe("ACTION_UNKNOWN");
    expect(codeOf(() => declare({ roles: { ...roles, manager: { label: {}, purposes: ["marketing"] } } }))).toBe("PURPOSE_UNKNOWN");
    expect(codeOf(() => declare({ immutable: ["salary"] }))).toBe("CATEGORY_UNKNOWN");
    expect(codeOf(() => declare({ roles: { ...roles, valueOf: { label: {}, purposes: [] } } }))).toBe("NAME_INVALID");
  });

  it("grants only the actions the matrix has, `all` included", () => {
    const small = defineMatrix(vocabulary, {
      actions: ["read"],
      roles: { director: { label: {}, purposes: ["followUp"] } },
      grants: { director: { identity: "all", status: "none", logs: "none", comments: [] } },
    });
    const ask = (action: string, category: string) => small.explain({ role: "director", purpose: "followUp", action, category }).code;
    expect([ask("read", "identity"), ask("delete", "identity"), ask("read", "comments")]).toEqual([
      "GRANTED",
      "ACTION_UNKNOWN",
      "NOT_GRANTED",
    ]);
  });

  it("is not changed by what happens to the literal afterwards", () => {
    const grants = { director: { identity: "none" as string, status: "none", logs: "none", comments: "none" } };
    const matrix = defineMatrix(vocabulary, {
      actions: ["read"],
      roles: { director: { label: {}, purposes: ["followUp"] } },
      grants: grants as never,
    });
    grants.director.identity = "all";
    expect(matrix.can({ role: "director" as never, purpose: "followUp", action: "read", category: "identity" })).toBe(false);
    expect(matrix.document().grants["director"]?.["identity"]).toBe("none");
  });
});

it("prints the effective rights as a table, always the same", () => {
  expect(access.toMarkdown()).toBe(
    [
      "| category | director | manager | administrator |",
      "| --- | --- | --- | --- |",
      "| identity | RAMDX | R | RAMDX |",
      "| status | RAMDX | RAM | RAMDX |",
      "| logs (immutable) | – | – | RAX |",
      "| comments | RAMDX | – | – |",
      "",
      "R read, A add, M modify, D delete, X extract; – none.",
      "",
      "Purposes held:",
      "",
      "- director: followUp, statistics",
      "- manager: followUp",
      "- administrator: maintenance",
      "",
    ].join("\n"),
  );
});

it("gives its facts as plain data, what was not stated left out", () => {
  const document = access.document();
  expect(JSON.parse(JSON.stringify(document))).toEqual(document);
  expect(document).toMatchObject({ units: 3, immutable: ["logs"] });
  expect("accounts" in document).toBe(false);
});
