/** Measures, rights, operations and risks. */
import {
  operations,
  organisationalMeasures as organisational,
  rights as rightTerms,
  risks as riskTerms,
  technicalMeasures as technical,
} from "@favorable/fields/dpv";
import type { Action } from "../../document/access.ts";
import type { ProcessingDocument } from "../../document/document.ts";
import type { RightKind } from "../../document/rights.ts";
import { type IriOf, type LinkedNode, law, node, texts, typed } from "../node.ts";
import { compact } from "./people.ts";

const isStated = (part: object | "none" | undefined): boolean => part !== undefined && part !== "none";

/** Technical measures that the document states to be taken. */
export function technicalMeasures({ security, access, logs, purge }: ProcessingDocument, iri: IriOf): readonly LinkedNode[] {
  const taken: readonly (readonly [boolean, string])[] = [
    [security?.encryption?.inTransit === true, technical.EncryptionInTransfer],
    [security?.encryption?.atRest === true, technical.EncryptionAtRest],
    [isStated(access), technical.AccessControlMethod],
    [isStated(logs), technical.ActivityMonitoring],
    [logs?.store === "append-only-witnessed", technical.DigitalSignatures],
    [isStated(security?.passwords), technical.PasswordAuthentication],
    [(access?.accounts?.factors ?? 0) >= 2, technical.MultiFactorAuthentication],
    [isStated(security?.backups), technical.DataBackupProtocols],
    [(security?.premises?.means.length ?? 0) > 0, technical.PhysicalAccessControlMethod],
    [purge?.automatic === true, organisational.DataErasurePolicy],
  ];
  return taken.flatMap(([is, term]) => (is ? [measure(term, iri)] : []));
}

/** Organisational measures that the document states to be taken. */
export function organisationalMeasures(document: ProcessingDocument, iri: IriOf): readonly LinkedNode[] {
  const { security, access, logs, governance, records } = document;
  const moderated = Object.values(records ?? {}).some(({ fields }) =>
    Object.values(fields).some(({ moderator = "none" }) => moderator !== "none"),
  );
  const kinds =
    security?.organisation === undefined || security.organisation === "none" ? [] : security.organisation.map(({ kind }) => kind);
  const taken: readonly (readonly [boolean, string])[] = [
    [access?.accounts?.individual === true, organisational.CredentialManagement],
    [isStated(access?.procedure), organisational.AuthorisationProcedure],
    [logs?.reviewEvery !== undefined || (logs?.reviews?.length ?? 0) > 0, organisational.LoggingPolicy],
    [moderated, organisational.ReviewProcedure],
    [kinds.includes("training") || kinds.includes("awareness"), organisational.StaffTraining],
    [isStated(security?.breach), organisational.IncidentManagementProcedures],
    [security?.breach?.register === true, organisational.DataBreachRegister],
    [isStated(security?.review), organisational.SecurityAssessment],
    [governance?.formality?.kind === "register-entry" || isStated(governance?.register), organisational.ROPA],
    [governance?.impactAssessment?.authorityConsulted === true, organisational.ConsultationWithAuthority],
  ];
  return taken.flatMap(([is, term]) => (is ? [measure(term, iri)] : []));
}

function measure(term: string, iri: IriOf): LinkedNode {
  return { "@id": iri(`measures.${term.slice(term.indexOf("#") + 1)}`), "@type": compact(term) };
}

/** GDPR art. 15 to 21; elsewhere a right of the persons, in words. */
const RIGHTS: Readonly<Record<RightKind, string>> = {
  access: rightTerms.A15,
  rectification: rightTerms.A16,
  erasure: rightTerms.A17,
  restriction: rightTerms.A18,
  portability: rightTerms.A20,
  objection: rightTerms.A21,
};

/** Rights that can be exercised, and how. */
export function rightNodes({ rights }: ProcessingDocument, iri: IriOf, isGdpr: boolean): readonly LinkedNode[] {
  const own = Object.entries(rights?.means ?? {}).map(([kind, means]) => [kind, RIGHTS[kind as RightKind], means] as const);
  const others = [
    ["withdrawal", rightTerms.A7_3, rights?.withdrawal],
    ["humanDecision", rightTerms.A22, rights?.humanDecision],
  ] as const;
  return [...own, ...others].flatMap(([kind, term, means]) =>
    means === undefined
      ? []
      : [
          node({
            "@id": iri(`rights.${kind}`),
            "@type": [rightTerms.DataSubjectRight, ...(isGdpr ? [term] : [])].map(compact),
            "dct:type": kind,
            "dpv:hasApplicableLaw": law(means.reference),
            "dpv:isExercisedAt": node({
              "@id": iri(`rights.${kind}.exercise`),
              "@type": compact(rightTerms.RightExerciseActivity),
              "dct:description": texts(means.how),
              "dpv:hasContact": texts(means.contact ?? rights?.contact),
            }),
          }),
        ],
  );
}

/** Of an action of the matrix, the operations it is. */
const ACTIONS: Readonly<Record<Action, string>> = {
  read: operations.Consult,
  add: operations.Record,
  modify: operations.Alter,
  delete: operations.Erase,
  extract: operations.Copy,
};

/** The operations that some role may carry out; whoever keeps records also collects and stores. */
export function operationNodes({ access, records }: ProcessingDocument): readonly LinkedNode[] {
  const granted = new Set<Action>();
  for (const row of Object.values(access?.grants ?? {}))
    for (const cell of Object.values(row))
      if (cell !== "none") for (const action of cell === "all" ? (access?.actions ?? []) : cell) granted.add(action);
  const terms = [
    ...(records === undefined ? [] : [operations.Collect, operations.Store]),
    ...[...granted].sort().map((action) => ACTIONS[action]),
  ];
  return [...new Set(terms)].map((term) => ({ "@id": compact(term) }));
}

const FEARED = {
  "illegitimate-access": riskTerms.UnauthorisedDataAccess,
  "unwanted-change": riskTerms.UnauthorisedDataModification,
  disappearance: riskTerms.UnwantedDataDeletion,
} as const;

/** Feared events of the impact assessment. */
export function riskNodes({ risks }: ProcessingDocument, iri: IriOf): readonly LinkedNode[] {
  return Object.entries(risks ?? {}).map(([name, { feared, severity, likelihood, threats, measures }]) =>
    node({
      "@id": iri(`risks.${name}`),
      "@type": [riskTerms.Risk, FEARED[feared]].map(compact),
      "dct:description": threats?.flatMap((one) => texts(one) ?? []),
      "dpv:hasSeverity":
        severity === undefined ? undefined : node({ "@type": "dpv:Severity", "rdf:value": typed("integer", String(severity)) }),
      "dpv:hasLikelihood":
        likelihood === undefined ? undefined : node({ "@type": "dpv:Likelihood", "rdf:value": typed("integer", String(likelihood)) }),
      "dpv:isMitigatedByMeasure": measures?.map((one) => node({ "@type": "dpv:RiskMitigationMeasure", "dct:description": texts(one) })),
    }),
  );
}
