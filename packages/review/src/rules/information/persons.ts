/** Minors, and capture by devices. */
import { human, notApplicable, satisfied, settle } from "../../context.ts";
import { entries, holdsCaptured } from "../../facts.ts";
import { decides, type Rule } from "../../rule.ts";
import { named, say } from "../../wording.ts";

/** GDPR art. 8 and 12(1); law 1.565 art. 6 and 10: `inf-minors-protected`. */
export const minorsProtected: Rule = {
  id: "inf-minors-protected",
  section: "III",
  severity: "reserve",
  origin: "both",
  decides: decides("D"),
  needs: ["subjects.*.minors", "subjects.*.minorsRule"],
  statement: {
    fr: "Les mineurs sont identifiés comme tels et bénéficient de limites et d'un langage propres.",
    en: "Minors are identified as such and get specific limits and wording.",
  },
  source: { press: "regional youth pass message", "law-1565": "law 1.565 art. 6, 10", gdpr: "GDPR 8, 12(1)" },
  check(context) {
    const subjects = entries(context.document.subjects);
    const minors = subjects.filter(([, subject]) => subject.minors === true);
    const bare = minors.filter(([, subject]) => subject.minorsRule === undefined).map(([id]) => id);
    const names = named(bare, context.document.subjects);
    const remark = say(
      "III",
      "demande",
      [
        `des règles propres aux mineurs soient prévues${bare.length > 0 ? ` : ${names.fr}` : ""}`,
        `specific rules for minors be provided${bare.length > 0 ? `: ${names.en}` : ""}`,
      ],
      [
        "indiquer le langage, la règle parentale et les limites qui s'appliquent aux mineurs",
        "state the wording, the parental rule and the limits that apply to minors",
      ],
    );
    const settled = settle(context, { gaps: bare.map((id) => `subjects.${id}.minorsRule`), remarks: [remark] }, satisfied());
    if (settled.state !== "satisfied") return settled;
    const silent = subjects.filter(([, subject]) => subject.minors === undefined).map(([id]) => `subjects.${id}.minors`);
    return settle(context, { gaps: subjects.length === 0 ? ["subjects"] : silent, mandatory: "minors", remarks: [remark] }, settled);
  },
};

/** CNIL notice on body-worn cameras; APDP guides on video surveillance: `inf-capture-scope-minimised`. */
export const captureScopeMinimised: Rule = {
  id: "inf-capture-scope-minimised",
  section: "III",
  severity: "reserve",
  origin: "both",
  decides: decides("D+H"),
  needs: ["capture.area", "capture.audio", "capture.devices", "capture.masking", "categories.*.kind"],
  statement: {
    fr: "La captation d'images, de sons, de positions ou d'écrans est limitée en zone, en son et en durée à ce que demande la finalité.",
    en: "Image, sound, position or screen capture is limited in area, sound and continuity to what the purpose needs.",
  },
  source: { cnil: "CNIL notice on body-worn cameras", "apdp-guide": "APDP guides on video surveillance and the placing of cameras" },
  check(context) {
    const { capture, categories } = context.document;
    if (capture === "none") return satisfied("promise", ["capture = none"]);
    // Nothing states a device and nothing declared comes from one.
    if (capture === undefined && !holdsCaptured(categories)) return notApplicable("no-subject");
    const remark = say(
      "III",
      "demande",
      [
        "la captation soit limitée à la zone, au son et aux moments que la finalité demande, et le reste masqué",
        "capture be limited to the area, sound and moments the purpose needs, and the rest be masked",
      ],
      [
        "déclarer la zone, le masquage, l'absence de son et les horaires",
        "declare the area, the masking, the absence of sound and the schedule",
      ],
    );
    if (capture === undefined) return settle(context, { gaps: ["capture"], remarks: [remark] }, satisfied());
    if (capture.devices.length === 0) return satisfied("promise", ["capture.devices = []"]);
    const cameras = capture.devices.some((device) => device === "cctv" || device === "body-camera");
    const faults: string[] = [];
    const gaps: string[] = [];
    if (cameras && capture.audio === true) faults.push("capture.audio = true");
    if (cameras && capture.audio === undefined) gaps.push("capture.audio");
    if (cameras && capture.masking === false) faults.push("capture.masking = false");
    if (cameras && capture.masking === undefined) gaps.push("capture.masking");
    if (capture.area === undefined) gaps.push("capture.area");
    return settle(
      context,
      {
        faults,
        gaps,
        remarks: [remark],
        ...(capture.audio === true && capture.devices.includes("cctv") ? { severity: "block" as const } : {}),
      },
      human("La zone filmée se limite-t-elle à ce que demande la finalité ?", "Is the captured area limited to what the purpose needs?"),
    );
  },
};
