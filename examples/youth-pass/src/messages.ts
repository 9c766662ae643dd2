/** The job: what the pass sends, to those who asked for it. */
import type { DataFor } from "@favorable/fields";
import type { correctedPass } from "./declaration/file.ts";

type Youth = ReturnType<typeof correctedPass>["records"]["youth"];

/** A number that may receive offers: nothing else is one. */
export type OfferNumber = DataFor<Youth, "offers">;

/** The operator's gateway, as far as the pass sees it. */
export type Gateway = (phone: string, text: string) => Promise<void>;

/** Sends an offer to numbers that were permitted for offers. */
export async function sendOffer(numbers: readonly OfferNumber[], text: string, gateway: Gateway): Promise<number> {
  for (const { phone } of numbers) await gateway(phone, text);
  return numbers.length;
}
