/** The application's own tables. Columns carry the names of the declared fields, so that a row is a record. */
import type { Migration } from "@favorable/sql";

/** Tables of the register; the library's own tables live in the schema `favorable`. */
export const registerMigrations: readonly Migration[] = [
  {
    id: "register/0001-tables",
    statements: [
      "create schema register",
      `create table register.agent (
        "staffNumber" text primary key, surname text not null, "firstName" text not null,
        population text not null, grade text not null, "establishmentCode" text not null,
        "serviceCode" text not null, "serviceTitle" text not null, employment text not null,
        "contractEnd" date, "functionEnd" date, "functionEndReason" text,
        "longIllnessExemption" boolean, "sicknessPosition" text)`,
      `create table register.outsider (
        reference text primary key, surname text not null, "firstName" text not null, population text not null)`,
      `create table register.situation (
        person text primary key, scheme text not null, "receivedOn" date, "nextDoseDue" date, "doseOn" date,
        "recoveryIssuedOn" date, "recoveryValidUntil" date, alert text, "exemptionReason" text,
        "exemptionFrom" date, "exemptionUntil" date, proof text, "contraIndicationProof" text,
        "contraIndicationUntil" date, "committeeOn" date, comment text)`,
      `create table register.withholding (
        key text primary key generated always as (person || '/' || stage) stored,
        person text not null, stage text not null, "from" date not null, until date, document text)`,
    ],
  },
];
