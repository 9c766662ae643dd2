/** Withdrawal of consent through the desk, and what it means where another basis begins later. */

import { PrivacyError } from "@favorable/core";
import type { ConsentRegister, LegalBasis, Text, WithdrawalEffect } from "@favorable/fields";
import type { DeskStaff } from "../desk/actors.ts";
import type { Desk } from "../desk/desk.ts";
import { insideOf } from "../desk/registered.ts";
import { day as words } from "../notices/said.ts";
import type { DeskRequest } from "../request/request.ts";
import { assertVerified, type VerifiedRequest } from "../verified/verified-request.ts";

/** What the person is told of a withdrawal. */
export interface WithdrawalAnswer {
  readonly request: string;
  readonly purpose: string;
  /** What follows; absent when the person has consented anew since. */
  readonly effect?: WithdrawalEffect;
  /** Whether `erase` is to be called with this request. */
  readonly erase: boolean;
  /** The answer in words, sentence by sentence. */
  readonly statement: readonly Text[];
}

/**
 * Records the withdrawal a verified person asked for, and says what it means. The id of the request is that of the act, so that doing it again
 * records nothing twice.
 *
 * Between 25 and 29 October 2021 the data that were given under consent go, although a duty begins on the 30th and will ask for them anew; from
 * the 30th they stay, under the duty (CCIN deliberation 2021-206, II).
 *
 * @throws `REQUEST_UNVERIFIED`, `REQUEST_KIND`, `REQUEST_ENDED`, `REQUEST_INVALID` for a request that names no purpose; those of `act` of the desk, for
 *   the office `handler`; those of `withdraw` of the register
 */
export async function withdrawConsent(
  desk: Desk,
  request: VerifiedRequest,
  register: Pick<ConsentRegister, "withdraw">,
  staff: DeskStaff,
): Promise<WithdrawalAnswer> {
  await assertVerified(request, ["withdrawal"]);
  const { id, subject, purpose } = request;
  if (purpose === undefined) throw new PrivacyError("REQUEST_INVALID", "a withdrawal of consent says for which purpose");
  const { context, note } = insideOf(desk);
  // Who may not act in this request is refused before anything is written.
  await note(id, { office: "handler", act: "withdrawal-ordered", staff, facts: { purpose } });
  const found = await context.store.find(id);
  // A withdrawal counts from when it came in, not from when somebody came to it.
  const at = new Date(found?.receivedAt ?? request.verifiedAt);
  const { effect } = await register.withdraw({ id, subject, purpose, channel: "rights-desk", at });
  const facts = { purpose, data: effect?.data ?? "consented-anew" };
  const change = (one: DeskRequest): DeskRequest => ({ ...one, withdrawal: effect ?? "consented-anew" });
  await note(id, { office: "handler", act: "consent-withdrawn", staff, facts, change });
  return withdrawalAnswer(id, purpose, effect);
}

/** Puts the effect of a withdrawal into words. */
export function withdrawalAnswer(request: string, purpose: string, effect: WithdrawalEffect | undefined): WithdrawalAnswer {
  if (effect === undefined)
    return {
      request,
      purpose,
      erase: false,
      statement: [{ fr: "Vous avez consenti de nouveau depuis ce retrait.", en: "You have consented anew since this withdrawal." }],
    };
  return { request, purpose, effect, erase: effect.data === "erase", statement: [...sentences(effect)] };
}

function* sentences({ day, data, keptUnder, eraseBy, later }: WithdrawalEffect): Iterable<Text> {
  yield {
    fr: `Votre consentement est retiré depuis le ${words(day, "fr")} : plus rien ne repose sur lui. Ce qui a été fait auparavant reste licite.`,
    en: `Your consent is withdrawn since ${words(day, "en")}: nothing rests on it any more. What was done before stays lawful.`,
  };
  if (data === "keep" && keptUnder !== undefined) {
    const { from } = keptUnder;
    yield {
      fr: `Vos données sont conservées sur un autre fondement : ${named(keptUnder, "fr")}${from === undefined ? "" : `, à partir du ${words(from, "fr")}`}.`,
      en: `Your data are kept on another basis: ${named(keptUnder, "en")}${from === undefined ? "" : `, from ${words(from, "en")}`}.`,
    };
  }
  if (data === "erase")
    yield {
      fr: `Les données que vous avez fournies sur ce fondement sont effacées, au plus tard le ${words(eraseBy ?? day, "fr")}.`,
      en: `The data you gave under it are erased, by ${words(eraseBy ?? day, "en")} at the latest.`,
    };
  for (const basis of later)
    yield {
      fr: `À partir du ${words(basis.from ?? "", "fr")}, ces données vous seront demandées de nouveau : ${named(basis, "fr")}.`,
      en: `From ${words(basis.from ?? "", "en")} these data will be asked of you anew: ${named(basis, "en")}.`,
    };
}

const KINDS: Readonly<Record<LegalBasis["kind"], { readonly fr: string; readonly en: string }>> = {
  consent: { fr: "consentement", en: "consent" },
  contract: { fr: "contrat", en: "contract" },
  "legal-obligation": { fr: "obligation légale", en: "legal obligation" },
  "vital-interests": { fr: "intérêts vitaux", en: "vital interests" },
  "public-task": { fr: "mission d’intérêt public", en: "public task" },
  "legitimate-interest": { fr: "intérêt légitime", en: "legitimate interest" },
};

function named({ kind, reference }: LegalBasis, language: "fr" | "en"): string {
  const article = reference?.article === undefined ? "" : `, art. ${reference.article}`;
  return `${KINDS[kind][language]}${reference === undefined ? "" : ` (${reference.text}${article})`}`;
}
