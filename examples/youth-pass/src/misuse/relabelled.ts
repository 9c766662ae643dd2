/** The second try: numbers that were read for offers, handed to what writes about something else. It does not compile either. */
import type { DataFor } from "@favorable/fields";
import type { correctedPass } from "../declaration/file.ts";
import type { OfferNumber } from "../messages.ts";

type SchemeNumber = DataFor<ReturnType<typeof correctedPass>["records"]["youth"], "schemes">;

declare function tellOfSchemes(numbers: readonly SchemeNumber[]): void;
declare const readForOffers: readonly OfferNumber[];

tellOfSchemes(readForOffers);
