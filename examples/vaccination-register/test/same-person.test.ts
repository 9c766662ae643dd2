import { describe, expect, it } from "vitest";
import { samePerson, standardName } from "../src/certificates/index.ts";

const written = (surname?: string, forename?: string, surnameStandard?: string, forenameStandard?: string) => ({
  surname,
  forename,
  surnameStandard,
  forenameStandard,
});

describe("the comparison of names", () => {
  it("is blind to case, accents, hyphens, spaces and apostrophes", () => {
    expect(samePerson(written("D’AGENT DU NORD", "ELEONORE MARIE"), { surname: "d'Agent-du-Nord", firstName: "Éléonore" })).toBe(true);
  });

  it("knows the letters of travel documents", () => {
    expect(samePerson(written(undefined, undefined, "MUELLER<STRASSE", "OEYVIND"), { surname: "Müller Straße", firstName: "Øyvind" })).toBe(
      true,
    );
    expect(samePerson(written("Mueller", "Oeyvind"), { surname: "Müller", firstName: "Øyvind" })).toBe(true);
  });

  it("reads the standard spelling beside one in another alphabet", () => {
    expect(samePerson(written("Παράδειγμα", "Άννα", "PARADEIGMA", "ANNA"), { surname: "Paradeigma", firstName: "Anna" })).toBe(true);
  });

  it("refuses another name, a part of a name, and a name left out", () => {
    const record = { surname: "Exemple", firstName: "Anne" };
    for (const [surname, forename] of [
      ["Exemples", "Anne"],
      ["Exemple", "Annette"],
      ["Exemple", undefined],
      [undefined, "Anne"],
      ["", ""],
    ] as const)
      expect(samePerson(written(surname, forename), record)).toBe(false);
    expect(samePerson(written("", ""), { surname: "", firstName: "" })).toBe(false);
  });

  it("does not take two names with different digits for one, although travel documents drop digits", () => {
    expect(standardName("Agent-0417")).toBe("AGENT");
    const certificate = written("Agent-0417", "Prénom-0417", "AGENT", "PRENOM");
    expect(samePerson(certificate, { surname: "Agent-0417", firstName: "Prénom-0417" })).toBe(true);
    expect(samePerson(certificate, { surname: "Agent-0418", firstName: "Prénom-0418" })).toBe(false);
  });
});
