import { createDetector, detectorKinds } from "@favorable/fields/detectors";
import { describe, expect, it } from "vitest";
import { codeOf } from "../../../testing/codes.ts";

const detect = createDetector();
const found = (text: string, finder = detect): readonly string[] =>
  finder(text).map(({ kind, start, end }) => `${kind}=${text.slice(start, end)}`);

/** Numbers published as examples by the authorities, by python-stdnum's documentation or by the networks; none is a person's. */
const published: readonly (readonly [string, string])[] = [
  ["fr-nir", "2 95 10 99 126 111 93"],
  ["fr-nir", "1 85 05 2A 004 018 64"], // Born in Corse-du-Sud.
  ["fr-nir", "2 79 06 2B 033 007 74"], // Born in Haute-Corse.
  ["fr-nir", "7 85 05 75 123 456 64"], // Provisional.
  ["fr-tax-number", "0701987765493"],
  ["be-national-register", "85.07.30-033.28"],
  ["es-dni", "54362315-K"],
  ["es-nie", "x-2482300w"],
  ["it-codice-fiscale", "RCCMNL83S18D969H"],
  ["pl-pesel", "44051401359"],
  ["de-steuer-id", "36 574 261 809"],
  ["ie-pps", "6433435F"],
  ["gb-nino", "JG 10 37 59 A"],
  ["fi-hetu", "131052-308T"],
  ["se-personnummer", "880320-0016"],
  ["no-fodselsnummer", "151086 95088"],
  ["ch-avs", "756.9217.0769.85"],
  ["at-svnr", "1237 010180"],
  ["cz-rodne-cislo", "710319/2745"],
  ["ro-cnp", "1630615123457"],
  ["bg-egn", "7523169263"],
  ["ee-isikukood", "36805280109"],
  ["gr-amka", "01013099997"],
  ["lu-matricule", "1893120105732"],
  ["iban", "GB82 WEST 1234 5698 7654 32"],
  ["iban", "FR76 3000 6000 0112 3456 7890 189"],
  ["iban", "MC58 1122 2000 0101 2345 6789 030"],
  ["card", "4111 1111 1111 1111"],
  ["card", "3782-822463-10005"],
  ["card", "5555555555554444"],
];

describe("numbers with a check", () => {
  it.each(published)("finds %s in %j", (kind, number) => {
    expect(found(`Voir ${number}, dossier clos.`)).toEqual([`${kind}=${number}`]);
  });

  it.each([
    ["nl-bsn", "111222333", "BSN"],
    ["pt-nif", "123456789", "NIF"],
    ["gb-nhs-number", "943-476-5919", "NHS no."],
    ["hr-oib", "33392005961", "OIB:"],
    ["dk-cpr", "211062-5629", "cpr-nr"],
    ["fr-nir", "2951099126111", "N° de sécurité sociale"],
  ])("finds %s %j behind the word for it", (kind, number, cue) => {
    expect(found(`${cue} ${number}`)).toEqual([`${kind}=${number}`]);
    expect(found(`commande ${number}`).filter((hit) => hit.startsWith(kind))).toEqual([]);
  });
});

describe("texts", () => {
  it.each([
    ["email", "écrire à prenom.nom+rh@exemple.fr.", "prenom.nom+rh@exemple.fr"],
    ["email", "<a@b.co>", "a@b.co"],
    ["email", "δοκιμή@παράδειγμα.δοκιμή", "δοκιμή@παράδειγμα.δοκιμή"],
    ["phone", "tél. +33 6 12 34 56 78 le soir", "+33 6 12 34 56 78"],
    ["phone", "call +44 20 7946 0018", "+44 20 7946 0018"],
    ["birth-date", "née le 12/05/1985 à Nice", "12/05/1985"],
    ["birth-date", "ne\u0301e le 12/05/1985", "12/05/1985"],
    ["birth-date", "Date de naissance : 1er mai 1985", "1er mai 1985"],
    ["birth-date", "born on 12 May 1985.", "12 May 1985"],
    ["birth-date", "DOB 1985-05-12", "1985-05-12"],
    ["term:judgement", "Client de MAUVAISE FOI !", "MAUVAISE FOI"],
    ["term:health", "elle sent l’alcool", "sent l’alcool"],
    ["term:health", "deux clientes alcooliques", "alcooliques"],
    ["term:insult", "n'a pas de cerveau", "pas de cerveau"], // Décision n° 2015-063.
    ["term:health", "cliente avec problème cardiaque", "problème cardiaque"],
    ["term:offence", "known to the police", "known to the police"],
  ])("holds a %s: %j", (kind, text, place) => {
    expect(found(text)).toEqual([`${kind}=${place}`]);
  });

  it.each([
    "Livraison reportée au 12/05/2025, colis n° 4512.",
    "Le contrat 2024-118 prend fin en juin; voir la convention jointe.",
    "La condition de l'article 12 est remplie.",
    "Commande 123456, 3 articles à 12,50 €.",
    "version 1.2.3.4, réf. a1b2-c3d4",
    "alarm@ home, @handle and a@b",
    "",
  ])("leaves %j alone", (text) => {
    expect(found(text)).toEqual([]);
  });

  it("finds telephone numbers as dialled in the countries it is told of", () => {
    const text = "rappeler 06.12.34.56.78 ou 020 7946 0018";
    expect(found(text)).toEqual([]);
    expect(found(text, createDetector({ countries: ["FR"] }))).toEqual(["phone=06.12.34.56.78"]);
    expect(found(text, createDetector({ countries: ["FR", "GB"] }))).toEqual(["phone=06.12.34.56.78", "phone=020 7946 0018"]);
  });

  it("finds numbers of weak check where their country is expected", () => {
    expect(found("dossier 111222333", createDetector({ countries: ["NL"] }))).toEqual(["nl-bsn=111222333"]);
    expect(found("dossier 33309240064", createDetector({ countries: ["LT"] }))).toEqual(["lt-asmens-kodas=33309240064"]);
  });

  it("looks for the kinds, languages and lists it is told, and no other", () => {
    const text = "lazy, menteuse, GB82WEST12345698765432, sobriquet";
    expect(found(text, createDetector({ kinds: ["iban"] }))).toEqual(["iban=GB82WEST12345698765432"]);
    expect(found(text, createDetector({ kinds: ["term"], languages: ["fr"] }))).toEqual(["term:judgement=menteuse"]);
    const own = [{ theme: "nickname", terms: ["sobriquet"] }];
    expect(found(text, createDetector({ kinds: ["term"], languages: [], terms: own }))).toEqual(["term:nickname=sobriquet"]);
  });

  it("counts places in UTF-16 code units, whatever the script of the digits and the separators", () => {
    const text = "👩‍⚕️ ２ 95\u202f10\u00a099\u00ad126–111·93 et ١١١";
    const [hit] = detect(text);
    expect(hit?.kind).toBe("fr-nir");
    expect(text.slice(hit?.start, hit?.end)).toBe("２ 95\u202f10\u00a099\u00ad126–111·93");
  });

  it("tells a kind and a place, and nothing of the text", () => {
    for (const hit of detect("née le 12/05/1985, 2 95 10 99 126 111 93")) {
      expect(Object.keys(hit)).toEqual(["kind", "start", "end"]);
      expect(hit.kind).toMatch(/^[a-z-]+(:[a-z-]+)?$/);
    }
  });

  it.each([
    { kinds: ["passport"] },
    { countries: ["France"] },
    { languages: ["de"] },
    { terms: [{ theme: "X!", terms: [] }] },
    { kinds: "iban" },
  ])("refuses %j, which it does not know", (options) => {
    expect(codeOf(() => createDetector(options as never))).toBe("DETECTOR_INVALID");
  });

  it("refuses what is no text, and names every kind once", () => {
    expect(codeOf(() => detect(12 as never))).toBe("TEXT_INVALID");
    expect(new Set(detectorKinds).size).toBe(detectorKinds.length);
  });
});
