/** Who may erase before the end of a period. */
import { PrivacyError } from "@favorable/core";
import type { EarlyErasureRequest } from "./log.ts";

const REFERENCE = /^[A-Za-z0-9][A-Za-z0-9._:/+=-]{0,99}$/;

/**
 * Refuses an erasure before its time without a legal basis or without two distinct roles: nobody approves what he asked for.
 *
 * @throws `ERASURE_UNAUTHORISED`
 */
export function checkAuthority(request: EarlyErasureRequest): EarlyErasureRequest {
  const { scope, basis, requestedBy, approvedBy } = request ?? {};
  const named = [basis, requestedBy, approvedBy].every((text) => typeof text === "string" && REFERENCE.test(text));
  const target: unknown = scope === null || typeof scope !== "object" ? undefined : Object.values(scope)[0];
  if (!named || !areDistinct(requestedBy, approvedBy) || typeof target !== "string" || target === "")
    throw new PrivacyError("ERASURE_UNAUTHORISED", "before the end of a period erasure takes a legal basis and two distinct roles");
  return { scope, basis, requestedBy, approvedBy };
}

/** True for two roles that are not one and the same, written in capitals or not. */
export function areDistinct(role: string, other: string): boolean {
  return role.toLowerCase() !== other.toLowerCase();
}

/** A hold stands on what is to be erased. */
export function heldBack(): PrivacyError {
  return new PrivacyError("ERASURE_HELD", "a hold stands on what is to be erased: release it first");
}
