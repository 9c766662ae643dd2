import { createRedactor, defineVocabulary } from "@favorable/fields";
import fc from "fast-check";
import pino from "pino";
import { describe, expect, it } from "vitest";
import * as z from "zod";

const { field, record } = defineVocabulary({
  purposes: { s: { statement: { en: "S" } } },
  categories: { c: { label: { en: "C" } } },
  origins: { o: { label: { en: "O" } } },
});
const tags = { category: "c", origins: ["o"], purposes: ["s"] } as const;
const redactor = createRedactor([record("youth", { phoneNumber: field(z.string(), tags), lastName: field(z.string(), tags) })]);
const SECRET = "+33611223344";
const json = JSON.stringify({ phoneNumber: SECRET });

const hidden: Readonly<Record<string, unknown>> = {
  "a form": `phoneNumber=${SECRET}&lastName=X`,
  "a form, later": `a=1&phoneNumber=${SECRET}`,
  "a bracketed parameter": `/x?user[phoneNumber]=${SECRET}`,
  "a dotted parameter": `/x?user.phoneNumber=${SECRET}`,
  "a repeated parameter": `/x?phoneNumber[]=${SECRET}`,
  "encoded brackets": `/x?user%5BphoneNumber%5D=${SECRET}`,
  "a value with spaces": `/x?lastName=de la ${SECRET}&x=1`,
  "a value with an apostrophe": `/x?lastName=O'${SECRET}&x=1`,
  "a value with a semicolon": `/x?lastName=a;${SECRET}`,
  "a value with a percent sign": `/x?lastName=a%20b ${SECRET}&x=1`,
  "JSON in a parameter": `/x?filter=${encodeURIComponent(json)}`,
  "an address in a parameter": `/x?next=${encodeURIComponent(`/y?phoneNumber=${SECRET}`)}`,
  "encoded twice": `/x?next=${encodeURIComponent(encodeURIComponent(`/y?phoneNumber=${SECRET}`))}`,
  "a fragment": `/x#phoneNumber=${SECRET}`,
  "a cookie": `phoneNumber=${SECRET}; a=b`,
  "a later cookie": `a=b; phoneNumber=${SECRET}`,
  "a part of a form": `Content-Disposition: form-data; name="phoneNumber"\r\n\r\n${SECRET}\r\n--x`,
  "an element": `<phoneNumber>${SECRET}</phoneNumber>`,
  "a unique violation": `Key (phone_number)=(${SECRET}) already exists.`,
  "a unique violation of two columns": `Key (phone_number, id)=(${SECRET}, 7) already exists.`,
  "a unique violation of an expression": `Key (lower(phone_number::text))=(${SECRET}) already exists.`,
  "a failing row": `Failing row contains (1, ${SECRET}, null).`,
  "JSON in a sentence": `got ${json} done`,
  "JSON behind a byte order mark": `\u{FEFF}${json}`,
  "lines of JSON": `${json}\n${json}`,
  "JSON cut off": json.slice(0, -2),
  "JSON cut off with an object inside": `{"phoneNumber":{\n"main":"${SECRET}"`,
  "JSON with an escaped quotation mark": `x {"lastName":"a\\",${SECRET}","x":`,
  "JSON as JSON as JSON": JSON.stringify(JSON.stringify(json)),
  "JSON as JSON, cut off": JSON.stringify(JSON.stringify(json)).slice(0, -3),
  "JSON as JSON in a sentence": `got ${JSON.stringify(json)}`,
  "an inspected object": `{ phoneNumber: '${SECRET}' }`,
  "a sentence": `phone number: ${SECRET}`,
  "a call": `phoneNumber(${SECRET})`,
  "a dotted key": { "youth.phoneNumber": SECRET },
  "an indexed key": { "phoneNumber[0]": SECRET },
  "a plural key": { phoneNumbers: [SECRET] },
  "a key with a space": { "phone number": SECRET },
  "a key that is a path": { "user/phoneNumber": SECRET },
  "a header": { "x-phone-number": SECRET },
  "a key with an accent": { phoneNumbér: SECRET },
  "a name and a value": { name: "phoneNumber", value: SECRET },
  "a value and a path": { value: SECRET, path: "youth.phoneNumber" },
  "a pair": [["phoneNumber", SECRET]],
  "raw headers": ["a", "b", "phone-number", SECRET],
};

describe("the redactor", () => {
  it.each(Object.entries(hidden))("covers %s", (_, value) => {
    for (const given of [{ value }, { deep: [{ msg: value }] }, value]) {
      const covered = JSON.stringify(redactor.value(given));
      expect(covered).toContain("[redacted]");
      expect(covered).not.toContain(SECRET);
    }
  });

  it("covers what pino writes into its message, and the details of a database's error", () => {
    const lines: string[] = [];
    const log = pino({ ...redactor.pino }, { write: (line: string) => void lines.push(line) });
    log.error(Object.assign(new Error("duplicate key"), { code: "23505", detail: `Key (phone_number)=(${SECRET}) already exists.` }));
    log.info("%j", { phoneNumber: SECRET });
    log.info("user %j done", { phoneNumber: SECRET });
    log.info("%o", { phoneNumber: SECRET });
    expect(lines).toHaveLength(4);
    expect(lines.join("")).not.toContain(SECRET);
    expect(JSON.parse(lines[2] ?? "")).toMatchObject({ msg: 'user {"phoneNumber":"[redacted]"} done' });
    expect(lines[0]).toContain("already exists");
  });

  it("leaves what surrounds a value, and texts without one, as they are", () => {
    const of = (text: string) => redactor.value(text);
    expect(of("/x?page=2&phoneNumber=1&size=3")).toBe("/x?page=2&phoneNumber=[redacted]&size=3");
    expect(of("a=b; phoneNumber=1; c=d")).toBe("a=b; phoneNumber=[redacted]; c=d");
    expect(of('x {"phoneNumber":"1","a":2}')).toBe('x {"phoneNumber":"[redacted]","a":2}');
    expect(of("/x?q=caf%C3%A9&page=2")).toBe("/x?q=caf%C3%A9&page=2");
    for (const text of ["The phone number is missing", "phoneNumber, lastName", "filename=report", "12:30 served", "", "a\nb"])
      expect(of(text)).toBe(text);
    expect(redactor.value(["phoneNumber", "lastName"])).toEqual(["phoneNumber", "lastName"]);
    expect(redactor.value({ name: "page", value: 2 })).toEqual({ name: "page", value: 2 });
  });

  it("covers any value of a parameter, whatever its characters, up to the next parameter", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string(), (before, after) => {
        const value = `${before}${SECRET}${after}`;
        expect(JSON.stringify(redactor.value(`/x?phoneNumber=${encodeURIComponent(value)}`))).not.toContain("33611223344");
        expect(JSON.stringify(redactor.value(`${before.replaceAll(/\w/g, "")} ${JSON.stringify({ lastName: value })}`))).not.toContain(
          SECRET,
        );
      }),
    );
  });

  it("takes time in proportion to the text", () => {
    const repeat = (part: string) => part.repeat(Math.ceil(200_000 / part.length));
    const parts = [
      "phoneNumber ",
      'phoneNumber="',
      'phoneNumber:"a" x',
      "phoneNumber,",
      "phoneNumber\\",
      "phoneNumber)(",
      "Key (a, phone_number",
      "%70",
      "a ",
      "[",
      "<phoneNumber",
      'name="phoneNumber" ',
    ];
    for (const part of parts) {
      const started = performance.now();
      redactor.value(repeat(part));
      expect(performance.now() - started, part).toBeLessThan(3000);
    }
  });
});
