/** Why a request may be refused: each ground of the rights it is a ground against, with its articles. */
import type { RequestKind } from "../request/kinds.ts";
import type { RefusalGround } from "../request/request.ts";

/** A ground, the rights it stands against, and where it is found. */
export interface RefusalRule {
  readonly rights: readonly RequestKind[];
  /** GDPR. */
  readonly gdpr: string;
  /** Monaco, law 1.565 of 3 December 2024. */
  readonly "mc-1565": string;
}

/** Rights of GDPR articles 15 to 22, which articles 12(5) and 23 are about; consent is withdrawn by article 7(3), which knows no exception. */
const RIGHTS = ["access", "rectification", "erasure", "portability", "objection", "restriction"] as const;

/**
 * Every ground. A withdrawal of consent is refused on none, but that it was sent to somebody who is not the controller: there it withdraws nothing.
 * Law 1.165 is not here: its text was not at hand.
 */
export const REFUSAL_GROUNDS: Readonly<Record<RefusalGround, RefusalRule>> = {
  "manifestly-unfounded": { rights: RIGHTS, gdpr: "GDPR art. 12(5)", "mc-1565": "law 1.565 art. 10" },
  excessive: { rights: RIGHTS, gdpr: "GDPR art. 12(5)", "mc-1565": "law 1.565 art. 10" },
  "not-the-controller": { rights: [...RIGHTS, "withdrawal"], gdpr: "GDPR art. 4(7)", "mc-1565": "law 1.565 art. 2" },
  "rights-of-others": { rights: ["access", "portability"], gdpr: "GDPR art. 15(4), 20(4)", "mc-1565": "law 1.565 art. 12, 18" },
  "data-accurate": { rights: ["rectification"], gdpr: "GDPR art. 16", "mc-1565": "law 1.565 art. 13" },
  "freedom-of-expression": { rights: ["erasure"], gdpr: "GDPR art. 17(3)(a)", "mc-1565": "law 1.565 art. 14" },
  "legal-duty-to-keep": { rights: ["erasure"], gdpr: "GDPR art. 17(3)(b)", "mc-1565": "law 1.565 art. 14" },
  "public-interest": { rights: ["erasure"], gdpr: "GDPR art. 17(3)(c) and (d)", "mc-1565": "law 1.565 art. 14" },
  "legal-claims": { rights: ["erasure", "objection"], gdpr: "GDPR art. 17(3)(e), 21(1)", "mc-1565": "law 1.565 art. 14, 17" },
  "compelling-grounds": { rights: ["objection"], gdpr: "GDPR art. 21(1)", "mc-1565": "law 1.565 art. 17" },
  "right-not-available": {
    rights: ["erasure", "restriction", "portability", "objection"],
    gdpr: "GDPR art. 17(1), 18(1), 20(1), 21(1)",
    "mc-1565": "law 1.565 art. 14, 15, 18, 17",
  },
  "law-exempts": { rights: RIGHTS, gdpr: "GDPR art. 23", "mc-1565": "law 1.565 art. 21" },
};

/**
 * Grounds that may be told to somebody who has not shown who they are: they say nothing of whether the controller knows the person.
 * Manifestly unfounded and excessive are those of GDPR art. 12(5).
 */
export const GROUNDS_BEFORE_IDENTITY: readonly RefusalGround[] = ["manifestly-unfounded", "excessive", "not-the-controller"];
