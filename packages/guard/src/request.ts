/** A request, looked at once, before anything is decided on it. */
import { PrivacyError } from "@favorable/core";

/** A request whose parts are what they seem. */
export interface PlainRequest {
  /** Absent for an anonymous request. */
  readonly actor?: { readonly id: string; readonly roles: readonly unknown[] };
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
    const { id, roles } = (actor ?? {}) as { id?: unknown; roles?: unknown };
    if (typeof id !== "string" || id === "" || id.length > MAX_ID || !id.isWellFormed()) return texts;
    // A text is not a list of roles: `"codirectors".includes("director")` would be true.
    return { ...texts, actor: { id, roles: Array.isArray(roles) ? Array.from<unknown>(roles) : [] } };
  } catch {
    throw new PrivacyError("REQUEST_INVALID", "the request cannot be read");
  }
}
