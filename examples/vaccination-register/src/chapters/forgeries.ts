/** Certificates that must not be believed, made for the story. */
import { addDays, type CalendarDate } from "@favorable/core";
import { createTestIssuer, keepForRegister, type TestIssuer, type TrustList, verifyCertificate } from "../certificates/index.ts";
import { type Answering, answerOf, type CertificateContent } from "../people/index.ts";

/** One attempt that has to be refused. */
export interface Forgery {
  readonly what: string;
  attempt(): Promise<unknown>;
}

const VALID = { issuedAt: new Date("2021-07-01"), expiresAt: new Date("2022-07-01") };

/** A changed signature, an expired one, an issuer nobody trusts, another person's name. */
export function forgeries(issuer: TestIssuer, trust: TrustList, person: Answering, on: CalendarDate): readonly Forgery[] {
  const at = new Date(`${on}T10:00:00Z`);
  const content = someContent(person, on);
  const genuine = issuer.issue(content, VALID);
  const stranger = createTestIssuer({ notBefore: new Date("2021-06-01"), notAfter: new Date("2023-06-01") });
  const verify = (text: string) => verifyCertificate(text, { trust, at });
  return [
    { what: "a certificate with a changed character", attempt: () => verify(changed(genuine)) },
    {
      what: "a certificate that has expired",
      attempt: () => verify(issuer.issue(content, { ...VALID, expiresAt: new Date("2021-09-01") })),
    },
    { what: "a certificate of an issuer nobody trusts", attempt: () => verify(stranger.issue(content, VALID)) },
    {
      what: "a genuine certificate in another person's name",
      attempt: async () => keepForRegister(await verify(genuine), { surname: "Agent-0000", firstName: "Nobody" }, addDays(on, 1)),
    },
  ];
}

function someContent(person: Answering, on: CalendarDate): CertificateContent {
  for (let at = 0; ; at++) {
    const answer = answerOf({ ...person, reference: `${person.reference}-${at}` }, on);
    if (answer.kind === "certificate") return answer.content;
  }
}

/** Base45 of compressed bytes: one changed character in the middle spoils the message. */
function changed(text: string): string {
  const at = Math.floor(text.length / 2);
  return text.slice(0, at) + (text[at] === "A" ? "B" : "A") + text.slice(at + 1);
}
