/** The information boards, and the notice of the CNIL. */
import { createHash } from "node:crypto";
import type { State } from "@favorable/example-storyteller";
import type { NoticeDocument, ProcessingDocument } from "@favorable/processing";

const BOARD = `Lieu placé sous vidéoprotection par la commune (responsable du traitement), pour la protection des bâtiments et lieux publics.
Fondement : mission d'intérêt public, code de la sécurité intérieure. Images vues par les seuls agents habilités, conservées trente jours au plus.
Droits d'accès, de rectification, d'effacement et de limitation : déléguée ou délégué à la protection des données, en mairie.
Réclamation : CNIL.
`;

/**
 * The boards hang in public, so the authority has read them: they lacked what is necessary. What they did say is not told: two mentions are invented. Corrected,
 * they carry every mention of a direct collection (GDPR art. 13).
 */
export function boards(state: State): NoticeDocument {
  return {
    title: { fr: "panneaux d'information de la vidéoprotection", en: "CCTV public information boards" },
    attached: true,
    ...(state === "corrected"
      ? {
          text: { fr: BOARD },
          sha256: createHash("sha256").update(BOARD).digest("hex"),
          collection: "direct",
          mentions: [
            "controller",
            "dpo",
            "purposes",
            "basis",
            "recipients",
            "transfers",
            "retention",
            "rights",
            "complaint",
            "compulsory",
            "consequences",
          ],
        }
      : { mentions: ["controller", "purposes"] }),
    channels: [
      { kind: "board", reaches: ["public"], ...(state === "corrected" ? { when: "before-collection", evidence: "posted" } : {}) },
      ...(state === "corrected"
        ? ([{ kind: "handed-over", reaches: ["agents"], when: "before-collection", evidence: "signature" }] as const)
        : []),
    ],
  };
}

/** The formal notice, its seven shortcomings and what its spokesperson added. */
export const notice: NonNullable<ProcessingDocument["proceedings"]> = {
  notice: {
    kind: "formal-notice",
    authority: "CNIL",
    outcome: "breach",
    deadline: "P4M",
    failing: { fr: "la formation restreinte sera saisie", en: "the restricted committee will be seized" },
    remarks: {
      tooOld: {
        kind: "breach",
        statement: { fr: "des fichiers vidéo datant de plus de six mois", en: "video files dating back more than six months" },
        concerns: ["/retention/body/maximum"],
        observed: [{ what: { fr: "fichiers vidéo dans la caméra", en: "video files in the camera" } }],
      },
      inaccurate: {
        kind: "breach",
        statement: {
          fr: "l'horodatage et l'identifiant de l'agent étaient inexacts",
          en: "the time stamp and the agent identifier were inaccurate",
        },
        concerns: ["/accuracy", "/records/footage/fields/capturedAt", "/records/footage/fields/agent"],
      },
      password: {
        kind: "breach",
        statement: {
          fr: "mot de passe du logiciel insuffisamment robuste",
          en: "the password of the camera software is not sufficiently robust",
        },
        concerns: ["/security/infrastructure/strongPasswords"],
      },
      traceability: {
        kind: "breach",
        statement: {
          fr: "aucune mesure ne permet d'assurer la traçabilité des accès aux images",
          en: "no measure allows to ensure the traceability of the access to the images",
        },
        concerns: ["/logs/events"],
      },
      interiors: {
        kind: "breach",
        statement: {
          fr: "les caméras fixes permettent la visualisation de l'intérieur d'immeubles, qui n'est pas autorisée",
          en: "fixed cameras allow the visualization of the interior of buildings, which is not authorized",
        },
        concerns: ["/capture/systems/fixed/targets"],
      },
      inconsistent: {
        kind: "breach",
        statement: { fr: "conservation incohérente des images de vidéoprotection", en: "image retention is inconsistent" },
        concerns: ["/retention/fixed"],
      },
      boards: {
        kind: "breach",
        statement: {
          fr: "les panneaux ne comportent pas l'ensemble des informations nécessaires",
          en: "public information boards do not include all of the necessary information",
        },
        concerns: ["/notices/boards/mentions"],
      },
    },
  },
  spokesperson: {
    kind: "statement",
    authority: "CNIL",
    follows: "notice",
    remarks: {
      widespread: {
        kind: "finding",
        statement: {
          fr: "les problèmes sont identiques dans la plupart des communes, quelle que soit leur taille",
          en: "the problems are identical in most towns, regardless of their size",
        },
      },
    },
  },
};
