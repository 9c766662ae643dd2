/** The register and prior formalities, of the processing and of each filing system. */
import type { ProcessingDocument } from "@favorable/processing";
import { satisfied, settle } from "../../context.ts";
import { entries } from "../../facts.ts";
import { decides, type Rule } from "../../rule.ts";
import { say } from "../../wording.ts";

/** GDPR art. 30; law 1.165 art. 7; law 1.565 art. 27: `nec-record-of-processing`. */
export const recordOfProcessing: Rule = {
  id: "nec-record-of-processing",
  section: "IX",
  severity: "block",
  origin: "both",
  decides: decides("D"),
  needs: [
    "controller.kind",
    "filingSystems.*.declared",
    "filingSystems.*.formality",
    "filingSystems.*.state",
    "governance.formality.kind",
    "governance.formality.on",
    "startsOn",
  ],
  statement: {
    fr: "Le traitement est au registre, ou la formalité préalable est faite, avant qu'il commence.",
    en: "The processing is in the record of activities (or prior formality done) before it starts.",
  },
  source: {
    ccin: "CCIN 2021-206 (preamble)",
    cnil: "CNIL notice of 1 June 2010",
    "law-1165": "law 1.165 art. 7",
    "law-1565": "law 1.565 art. 27",
    gdpr: "GDPR 30",
  },
  check(context) {
    const { governance, startsOn, controller } = context.document;
    const formality = governance?.formality;
    const due = controller?.kind === "public-body" ? context.profile.publicBodyFormality : undefined;
    const other = formality !== undefined && due !== undefined && formality.kind !== due;
    const late = formality !== undefined && startsOn !== undefined && formality.on > startsOn;
    const ahead = formality !== undefined && formality.on > context.asOf;
    const faults = [
      ...(late || ahead ? [`governance.formality.on = ${formality.on}`] : []),
      ...(other ? [`controller.kind = public-body; governance.formality.kind = ${formality.kind}`] : []),
      ...hidden(context.document),
    ];
    const unasked = other && !late && !ahead;
    const remark = say(
      "IX",
      "demande",
      [
        "la formalité préalable soit accomplie avant la mise en œuvre du traitement",
        "the prior formality be done before the processing begins",
      ],
      unasked || (formality === undefined && due !== undefined)
        ? [
            "soumettre le traitement à l'avis de l'autorité, et en indiquer la date",
            "submit the processing to the authority's opinion, and state the date",
          ]
        : [
            "accomplir la formalité, ou inscrire le traitement au registre, et en indiquer la date",
            "do the formality, or enter the processing in the register, and state its date",
          ],
    );
    const nobody = say(
      "IX",
      "demande",
      ["le responsable du traitement soit indiqué", "the controller be stated"],
      ["déclarer qui décide des finalités et des moyens", "declare who decides on purposes and means"],
    );
    // Which formality is due hangs on what the controller is.
    const open = context.profile.publicBodyFormality;
    const unknown = controller !== undefined && controller.kind === undefined && open !== undefined && formality?.kind !== open;
    const gaps = [
      ...(controller === undefined ? ["controller"] : []),
      ...(unknown ? ["controller.kind"] : []),
      ...(formality === undefined ? ["governance.formality"] : []),
    ];
    const kind = say(
      "IX",
      "demande",
      ["la nature du responsable du traitement soit indiquée", "the nature of the controller be stated"],
      ["déclarer si le responsable est un organisme public ou privé", "declare whether the controller is a public or a private body"],
    );
    return settle(
      context,
      {
        faults,
        gaps,
        remarks: [
          ...(controller === undefined && context.document.stage === "submitted" ? [nobody] : []),
          ...(unknown && context.document.stage === "submitted" ? [kind] : []),
          ...(faults.length > 0 || formality === undefined ? [remark] : []),
        ],
      },
      satisfied("promise", [`governance.formality.kind = ${formality?.kind}; governance.formality.on = ${formality?.on}`]),
    );
  },
};

/** Filing systems in use that no file or register tells of. */
function hidden({ filingSystems }: ProcessingDocument): readonly string[] {
  const used = entries(filingSystems).filter(([, { state }]) => state === undefined || state === "in-use");
  return used.flatMap(([id, { declared, formality }]) => [
    ...(declared === false ? [`filingSystems.${id}.declared = false`] : []),
    ...(formality === "none" ? [`filingSystems.${id}.formality = none`] : []),
  ]);
}
