/** Every national number that is read from runs, the ones that a match proves best first: of several, the first gives its name. */
import { beRegister, luMatricule, nlBsn } from "./benelux.ts";
import { atInsurance, chAvs, czBirth, deTax, plPesel } from "./centre.ts";
import { bgEgn, eePersonal, ltPersonal, roCnp } from "./east.ts";
import { frNir, frNirWithoutKey, frTax } from "./france.ts";
import { dkCpr, gbNhs, gbNino, iePps, noBirth, sePersonal } from "./north.ts";
import type { NationalNumber } from "./number.ts";
import { esDni, esNie, grAmka, hrOib, itTaxCode, ptNif } from "./south.ts";

/** All of them. */
export const nationalNumbers: readonly NationalNumber[] = [
  frNir,
  itTaxCode,
  luMatricule,
  noBirth,
  beRegister,
  frTax,
  roCnp,
  chAvs,
  esNie,
  esDni,
  gbNino,
  iePps,
  deTax,
  grAmka,
  plPesel,
  eePersonal,
  ltPersonal,
  sePersonal,
  atInsurance,
  czBirth,
  bgEgn,
  nlBsn,
  ptNif,
  gbNhs,
  hrOib,
  dkCpr,
  frNirWithoutKey,
];
