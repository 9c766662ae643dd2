/** What the data are really used for. */
import type { ProcessingDocument } from "@favorable/processing";
import { byEvidence, human, notApplicable, observed, satisfied, settle } from "../../context.ts";
import { entries, fieldsOf, holds, holdsCaptured } from "../../facts.ts";
import { decides, type Rule } from "../../rule.ts";
import { say } from "../../wording.ts";
import { capturedBy } from "../captures.ts";
import { isMonitoring } from "../words.ts";

/** GDPR art. 5(1)(b) and 6(4); law 1.565 art. 4 and 5: `pur-compatible-use`. */
export const compatibleUse: Rule = {
  id: "pur-compatible-use",
  section: "I",
  severity: "block",
  origin: "both",
  decides: decides("E+H"),
  needs: [
    "evidence.uses.*.fields",
    "evidence.uses.*.purpose",
    "purposes.*.bases",
    "purposes.*.compatibility.outcome",
    "purposes.*.main",
    "records.*.fields.*.purposes",
  ],
  statement: {
    fr: "Aucune donnée ne sert à une finalité incompatible avec celle de sa collecte.",
    en: "No data is used for a purpose incompatible with the one it was collected for.",
  },
  source: {
    press: "municipal vaccination file (complaint to the CNIL); regional youth pass message",
    "law-1565": "law 1.565 art. 4, 5",
    gdpr: "GDPR 5(1)(b), 6(4)",
  },
  check(context) {
    const { document } = context;
    const refused = entries(document.purposes).filter(([, { compatibility }]) => compatibility?.outcome === "incompatible");
    if (refused.length > 0)
      return settle(
        context,
        { faults: refused.map(([id]) => `purposes.${id}.compatibility.outcome = incompatible`), remarks: [use()] },
        satisfied(),
      );
    return byEvidence(context, context.evidence?.uses, "uses", (uses) => {
      const tags = new Map(fieldsOf(document).map(({ name, field }) => [name, field.purposes]));
      const outside = uses.flatMap(({ purpose, fields }) => {
        if (!holds(document.purposes, purpose)) return [`evidence.uses ∋ ${purpose}`];
        return (fields ?? [])
          .filter((name) => !(tags.get(name) ?? []).includes(purpose))
          .map((name) => `evidence.uses: ${purpose}, ${name}`);
      });
      if (outside.length > 0) return observed([use()], outside);
      const unfounded = uses.flatMap(({ purpose, fields }) =>
        (fields ?? []).some((name) => tags.get(name)?.some((other) => other !== purpose)) && restsOnNothing(document, purpose)
          ? [`purposes.${purpose}.bases`, `purposes.${purpose}.compatibility`]
          : [],
      );
      if (unfounded.length > 0) return settle(context, { gaps: unfounded, rests: "evidence", remarks: [use()] }, satisfied());
      const assessed = entries(document.purposes).filter(([, purpose]) => purpose.compatibility !== undefined);
      if (assessed.length === 0)
        return satisfied(
          "evidence",
          uses.map(({ purpose }) => `evidence.uses ∋ ${purpose}`),
        );
      return human(
        "L'analyse de compatibilité des finalités ultérieures est-elle fondée ?",
        "Is the compatibility assessment of the further purposes well founded?",
        "evidence",
        assessed.map(([id]) => `purposes.${id}.compatibility`),
      );
    });
  },
};

/** A further use of data collected for another purpose needs a basis of its own, or an assessment (GDPR art. 6(4)). */
function restsOnNothing({ purposes }: ProcessingDocument, id: string): boolean {
  const purpose = purposes?.[id];
  return purpose?.main !== true && purpose?.compatibility === undefined && (purpose?.bases ?? []).length === 0;
}

function use(): ReturnType<typeof say> {
  return say(
    "I",
    "demande",
    [
      "il soit mis fin à toute utilisation des informations pour une finalité autre que celles déclarées",
      "any use of the data for a purpose other than those declared cease",
    ],
    [
      "cesser l'utilisation, ou la déclarer avec son analyse de compatibilité",
      "stop the use, or declare it with its compatibility assessment",
    ],
  );
}

/** APDP guides on video surveillance at work, access to premises, geolocation; CCIN 2010-13; GDPR art. 88: `pur-no-permanent-monitoring`. */
export const noPermanentMonitoring: Rule = {
  id: "pur-no-permanent-monitoring",
  section: "I",
  severity: "block",
  origin: "else",
  decides: decides("D+H"),
  needs: [
    "capture.continuous",
    "capture.devices",
    "capture.schedule",
    "capture.systems.*.device",
    "capture.systems.*.schedule",
    "capture.systems.*.targets",
    "capture.targets",
    "capture.uses",
    "categories.*.kind",
    "subjects.*.relation",
  ],
  statement: {
    fr: "Un dispositif au travail ne conduit ni à une surveillance permanente ou de productivité du personnel, ni au contrôle de ses représentants.",
    en: "A device at work does not lead to permanent or productivity surveillance of staff, nor to control of staff representatives.",
  },
  source: {
    ccin: "CCIN recommendation 2010-13 on video surveillance",
    gdpr: "GDPR 88",
    "apdp-guide": "APDP guides on video surveillance at work, access to premises, geolocation",
  },
  check(context) {
    const { capture, categories, subjects } = context.document;
    if (capture === "none") return satisfied("promise", ["capture = none"]);
    // Nothing states a device and nothing declared comes from one.
    if (capture === undefined && !holdsCaptured(categories)) return notApplicable("no-subject");
    const all = capture === undefined ? [] : capturedBy(capture);
    const atWork = all.some(({ targets }) => targets?.some((one) => AT_WORK.has(one)));
    const staff = atWork || entries(subjects).some(([, subject]) => subject.relation === "staff");
    if (subjects !== undefined && !staff) return notApplicable("no-subject");
    const timed = entries(categories).some(([, { kind }]) => kind === "working-time");
    const gaps = capture === undefined ? ["capture"] : [];
    const faults: string[] = [];
    for (const one of all) {
      if (one.targets?.includes("staff-representatives")) faults.push(`${one.path}.targets ∋ staff-representatives`);
      // Position and screen follow a person wherever a camera does not.
      const followed = one.targets?.find((target) => target === "workstations" || target === "staff");
      const follows = one.devices.some((device) => FOLLOWING.has(device));
      const working = one.continuous || one.schedule === "working-hours";
      if (followed !== undefined && working)
        faults.push(`${one.path}.targets ∋ ${followed}; ${one.path}.schedule = ${one.schedule ?? "continuous"}`);
      else if (follows && one.continuous) faults.push(`${one.path}.schedule = continuous; ${one.path}.devices = ${one.devices.join(", ")}`);
      else if (one.continuous && one.targets === undefined && !one.together && one.devices.some((device) => device !== "badge"))
        gaps.push(`${one.path}.targets`);
    }
    if (
      capture !== undefined &&
      capture.continuous === undefined &&
      all.some(({ schedule, together }) => schedule === undefined && !together)
    )
      gaps.push("capture.continuous");
    faults.push(...(capture?.uses ?? []).filter((one) => isMonitoring(one, timed)).map((one) => `capture.uses ∋ ${one}`));
    return settle(
      context,
      {
        faults,
        gaps,
        remarks: [
          say(
            "I",
            "demande",
            [
              "le dispositif ne conduise pas à une surveillance permanente du personnel",
              "the device not lead to permanent surveillance of staff",
            ],
            [
              "dire ce que vise chaque dispositif, en exclure les postes de travail et les représentants du personnel, limiter la capture dans le temps et exclure le contrôle de la productivité",
              "say what each device is turned to, keep it off workstations and staff representatives, limit capture in time and exclude productivity control",
            ],
          ),
        ],
      },
      human("Le dispositif peut-il viser les représentants du personnel ?", "Could the device be aimed at staff representatives?"),
    );
  },
};

/** What a device at work is turned to when it is turned to the people who work. */
const AT_WORK: ReadonlySet<string> = new Set(["workstations", "staff", "staff-representatives"]);
const FOLLOWING: ReadonlySet<string> = new Set(["geolocation", "screen", "audio"]);
