/** Parameters as text: the same on every driver, whatever the driver would have made of the value. */
import { PrivacyError, toHex } from "@favorable/core";
import type { SqlParam } from "./port.ts";

/**
 * Turns parameters into the texts that PostgreSQL reads.
 *
 * @throws `PARAM_INVALID`, with the `position` (from 1) and a `reason`: `not-finite`, `nul` and `lone-surrogate` (no PostgreSQL text can
 *   hold them), or `type` for anything that is not a {@link SqlParam}, such as a `Date`, an object or `undefined`
 */
export function paramTexts(params: readonly SqlParam[] = []): (string | null)[] {
  return params.map((param, at) => paramText(param, at + 1));
}

function paramText(param: unknown, position: number): string | null {
  if (param === null) return null;
  switch (typeof param) {
    case "string":
      return checked(param, position);
    case "number":
      if (!Number.isFinite(param)) throw refuse("not-finite", position);
      return String(param);
    case "bigint":
    case "boolean":
      return String(param);
    default:
      if (param instanceof Uint8Array) return `\\x${toHex(param)}`;
      if (Array.isArray(param)) return arrayText(param, position);
      throw refuse("type", position);
  }
}

/** An array literal, every element quoted (PostgreSQL documentation, § 8.15.6). */
function arrayText(items: readonly unknown[], position: number): string {
  const quoted = items.map((item) => {
    if (typeof item !== "string") throw refuse("type", position);
    return `"${checked(item, position).replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
  });
  return `{${quoted.join(",")}}`;
}

function checked(text: string, position: number): string {
  if (text.includes("\0")) throw refuse("nul", position);
  if (!text.isWellFormed()) throw refuse("lone-surrogate", position);
  return text;
}

function refuse(reason: string, position: number): PrivacyError {
  return new PrivacyError("PARAM_INVALID", `parameter ${position} is refused: ${reason}`, { position, reason });
}
