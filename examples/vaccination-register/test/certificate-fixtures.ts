/** A test issuer, what it certifies, and the code of what is refused. */
import { inspect } from "node:util";
import { calendarDate, isPrivacyError } from "@favorable/core";
import { expect } from "vitest";
import { createTestIssuer, decodeCertificate, trustList, verifyCertificate } from "../src/certificates/index.ts";

export const at = new Date("2021-11-05T09:00:00Z");
export const times = { issuedAt: new Date("2021-10-01T00:00:00Z"), expiresAt: new Date("2022-10-01T00:00:00Z") };
export const validity = { notBefore: new Date("2021-01-01T00:00:00Z"), notAfter: new Date("2024-01-01T00:00:00Z") };

export const head = { ver: "1.3.0", nam: { fn: "Agent-0417", fnt: "AGENT", gn: "Prénom-0417", gnt: "PRENOM" }, dob: "1980-02-29" };
export const common = { tg: "840539006", co: "XX", is: "TEST ISSUER", ci: "URN:UVCI:01:XX:TEST0417#0" };
export const vaccination = {
  ...head,
  v: [{ ...common, vp: "1119349007", mp: "EU/1/20/1528", ma: "ORG-100030215", dn: 2, sd: 2, dt: "2021-06-15" }],
};
export const recovery = { ...head, r: [{ ...common, fr: "2021-08-01", df: "2021-08-12", du: "2022-01-28" }] };
export const test = { ...head, t: [{ ...common, tt: "LP6464-4", sc: "2021-11-04T10:00:00Z", tr: "260415000", tc: "TEST SITE" }] };
export const person = { surname: "Agent-0417", firstName: "Prénom-0417" };
export const receivedOn = calendarDate("2021-11-05");

export const issuer = createTestIssuer(validity);
export const check = { trust: await trustList([issuer.certificate]), at };
export const genuine = issuer.issue(vaccination, times);

/** The code a promise is refused with, after a look that the error holds nothing of the certificate. */
export async function refusalOf(run: () => unknown): Promise<string> {
  try {
    await run();
  } catch (error) {
    if (!isPrivacyError(error)) throw error;
    expect(inspect(error, { depth: 9, showHidden: true })).not.toMatch(/0417|1980|ORG-1000|URN:UVCI|HC1:[0-9A-Z]/);
    expect(error.cause).toBeUndefined();
    expect(error.details).toEqual({});
    return error.code;
  }
  return "accepted";
}

export const verdict = (text: string, with_ = check): Promise<string> => refusalOf(() => verifyCertificate(text, with_));

export function messageParts(text: string): readonly [Uint8Array, unknown, Uint8Array, Uint8Array] {
  const { message } = decodeCertificate(text);
  return [message.protectedHeader, new Map(), message.payload, message.signature];
}

export function payloadOf(text: string): Uint8Array {
  return decodeCertificate(text).message.payload;
}
