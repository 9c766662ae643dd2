/** A request, looked at once, before anything is decided on it. */
import type { ActorFacts } from "@favorable/access";
import { PrivacyError } from "@favorable/core";

/** A request whose parts are what they seem. */
export interface PlainRequest {
  /** Absent for an anonymous request. */
  readonly actor?: ActorFacts & { readonly id: string; readonly roles: readonly string[]; readonly until?: Date };
  readonly role: string;
  readonly purpose: string;
}

/** Longest identifier of an account. */
const MAX_ID = 256;

/**
 * Copies a request. Nobody, or an account without a usable identifier, is nobody.
 *
 * @throws `REQUEST_INVALID` when it cannot even be read
 */
export function plainRequest(request: unknown): PlainRequest {
  try {
    const { actor, role, purpose } = (request ?? {}) as { actor?: unknown; role?: unknown; purpose?: unknown };
    const texts = { role: typeof role === "string" ? role : "", purpose: typeof purpose === "string" ? purpose : "" };
    const { id, roles, until, subject, units, cases, tenant } = (actor ?? {}) as Readonly<Record<string, unknown>>;
    if (typeof id !== "string" || id === "" || id.length > MAX_ID || !id.isWellFormed()) return texts;
    // A text is not a list of roles: `"codirectors".includes("director")` would be true.
    return {
      ...texts,
      actor: {
        id,
        roles: list(roles) ?? [],
        // An end that is none is for the matrix to refuse.
        ...(until === undefined ? {} : { until: until as Date }),
        ...(typeof subject === "string" ? { subject } : {}),
        ...(typeof tenant === "string" ? { tenant } : {}),
        ...(Array.isArray(units) ? { units: list(units) ?? [] } : {}),
        ...(Array.isArray(cases) ? { cases: list(cases) ?? [] } : {}),
      },
    };
  } catch {
    throw new PrivacyError("REQUEST_INVALID", "the request cannot be read");
  }
}

function list(values: unknown): readonly string[] | undefined {
  return Array.isArray(values) ? Array.from<unknown>(values).filter((value) => typeof value === "string") : undefined;
}
