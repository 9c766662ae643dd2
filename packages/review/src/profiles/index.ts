/** The profiles by id. */
import { PrivacyError } from "@favorable/core";
import type { Profile, ProfileId } from "../profile.ts";
import { apdp1565 } from "./apdp-1565.ts";
import { ccin1165 } from "./ccin-1165.ts";
import { cnilGdpr } from "./cnil-gdpr.ts";

/** Every profile, by its id. */
export const profiles: Readonly<Record<ProfileId, Profile>> = { "ccin-1165": ccin1165, "apdp-1565": apdp1565, "cnil-gdpr": cnilGdpr };

/** Finds a profile; throws `PROFILE_UNKNOWN` for anything else. */
export function profileOf(id: string, among: Readonly<Record<string, Profile>> = profiles): Profile {
  const found = Object.values(among).find((profile) => profile.id === id);
  if (found === undefined) throw new PrivacyError("PROFILE_UNKNOWN", "there is no such profile", { known: Object.keys(among) });
  return found;
}
