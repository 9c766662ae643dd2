/** Minors, and capture by devices. */
import type { ProcessingDocument } from "@favorable/processing";
import { human, notApplicable, satisfied, settle } from "../../context.ts";
import { basesOf, entries, holdsCaptured, subjectsOf } from "../../facts.ts";
import { decides, type Rule } from "../../rule.ts";
import { named, say } from "../../wording.ts";
import { capturedBy } from "../captures.ts";
import { isIntimate } from "../words.ts";

/** GDPR art. 8 and 12(1); law 1.565 art. 6 and 10: `inf-minors-protected`. */
export const minorsProtected: Rule = {
  id: "inf-minors-protected",
  section: "III",
  severity: "reserve",
  origin: "both",
  decides: decides("D"),
  needs: [
    "categories.*.minors",
    "purposes.*.bases.*.consent.parentalBelow",
    "purposes.*.bases.*.kind",
    "purposes.*.population",
    "records.*.fields.*.purposes",
    "records.*.subjects",
    "subjects.*.ageGate.check",
    "subjects.*.minors",
    "subjects.*.minorsRule",
    "subjects.*.parental",
  ],
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
    const faults: string[] = [];
    for (const [id, { ageGate, parental }] of minors) {
      // An age below which something holds, and nothing that tells the age.
      if (ageGate?.check === "none") faults.push(`subjects.${id}.ageGate.check = none`);
      const alone = parental === "none" && consents(context.document, id);
      if (alone) faults.push(`subjects.${id}.parental = none; purposes.*.bases.*.kind = consent`);
    }
    const young = entries(context.document.categories).filter(([, category]) => category.minors === true);
    if (subjects.length > 0 && young.length > 0 && minors.length === 0 && subjects.every(([, subject]) => subject.minors === false))
      faults.push(...young.map(([id]) => `categories.${id}.minors = true; subjects.*.minors = false`));
    const settled = settle(context, { faults, gaps: bare.map((id) => `subjects.${id}.minorsRule`), remarks: [remark] }, satisfied());
    if (settled.state !== "satisfied") return settled;
    const silent = subjects.filter(([, subject]) => subject.minors === undefined).map(([id]) => `subjects.${id}.minors`);
    return settle(context, { gaps: subjects.length === 0 ? ["subjects"] : silent, mandatory: "minors", remarks: [remark] }, settled);
  },
};

/** A minor's own consent is what something rests on, and no age is stated from which it counts (GDPR art. 8). */
function consents(document: ProcessingDocument, subject: string): boolean {
  return basesOf(document).some(
    ({ purpose, basis }) =>
      basis.kind === "consent" && basis.consent?.parentalBelow === undefined && subjectsOf(document, purpose).includes(subject),
  );
}

/** CNIL notice on body-worn cameras; APDP guides on video surveillance; CCIN 2010-13: `inf-capture-scope-minimised`. */
export const captureScopeMinimised: Rule = {
  id: "inf-capture-scope-minimised",
  section: "III",
  severity: "reserve",
  origin: "both",
  decides: decides("D+H"),
  needs: [
    "capture.area",
    "capture.audio",
    "capture.continuous",
    "capture.devices",
    "capture.masking",
    "capture.schedule",
    "capture.systems.*.audio",
    "capture.systems.*.device",
    "capture.systems.*.masking",
    "capture.systems.*.place",
    "capture.systems.*.schedule",
    "capture.systems.*.targets",
    "capture.targets",
    "categories.*.kind",
  ],
  statement: {
    fr: "La captation d'images, de sons, de positions ou d'écrans est limitée en zone, en son et en durée à ce que demande la finalité.",
    en: "Image, sound, position or screen capture is limited in area, sound and continuity to what the purpose needs.",
  },
  source: {
    ccin: "CCIN recommendation 2010-13 on video surveillance",
    cnil: "CNIL notice on body-worn cameras",
    "apdp-guide": "APDP guides on video surveillance and the placing of cameras",
  },
  check(context) {
    const { capture, categories } = context.document;
    if (capture === "none") return satisfied("promise", ["capture = none"]);
    // Nothing states a device and nothing declared comes from one.
    if (capture === undefined && !holdsCaptured(categories)) return notApplicable("no-subject");
    if (capture === undefined) return settle(context, { gaps: ["capture"], remarks: [limited()] }, satisfied());
    const all = capturedBy(capture);
    if (all.every(({ devices }) => devices.length === 0)) return satisfied("promise", ["capture.devices = []"]);
    const faults: string[] = [];
    const gaps: string[] = [];
    const grave: string[] = [];
    for (const one of all) {
      // Nobody is filmed there, whatever the purpose.
      grave.push(...(one.targets ?? []).filter((target) => INTIMATE.has(target)).map((target) => `${one.path}.targets ∋ ${target}`));
      if (!one.devices.some((device) => device === "cctv" || device === "body-camera")) continue;
      if (one.said.audio === true) (one.devices.includes("cctv") ? grave : faults).push(`${one.path}.audio = true`);
      const beyond = one.targets?.filter((target) => OTHERS.has(target)) ?? [];
      const masked = one.said.masking ?? (one.together || one.path === "capture" ? undefined : capture.masking);
      if (masked === false && (one.targets === undefined || beyond.length > 0 || one.path === "capture"))
        faults.push([`${one.path}.masking = false`, ...beyond.map((target) => `${one.path}.targets ∋ ${target}`)].join("; "));
      if (masked === undefined && beyond.length > 0 && one.path !== "capture") gaps.push(`${one.path}.masking`);
    }
    const cameras = capture.devices.some((device) => device === "cctv" || device === "body-camera");
    if (cameras && capture.audio === undefined) gaps.push("capture.audio");
    if (cameras && capture.masking === undefined) gaps.push("capture.masking");
    if (capture.area === undefined) gaps.push("capture.area");
    const areas = [
      ["capture.area", capture.area] as const,
      ...entries(capture.systems).map(([id, { place }]) => [`capture.systems.${id}.place`, place] as const),
    ];
    for (const [path, area] of areas) {
      const said = [area?.fr, area?.en].find((text) => text !== undefined && isIntimate(text));
      if (said !== undefined) grave.push(`${path} = ${said}`);
    }
    return settle(
      context,
      {
        faults: [...grave, ...faults],
        gaps,
        remarks: [limited()],
        ...(grave.length > 0 ? { severity: "block" as const } : {}),
      },
      human("La zone filmée se limite-t-elle à ce que demande la finalité ?", "Is the captured area limited to what the purpose needs?"),
    );
  },
};

const INTIMATE: ReadonlySet<string> = new Set(["rest-rooms", "changing-rooms", "toilets"]);
/** Where a device sees those who have nothing to do with the processing, so that what it sees of them is masked. */
const OTHERS: ReadonlySet<string> = new Set(["public-way", "neighbouring-land", "interior-of-buildings"]);

function limited(): ReturnType<typeof say> {
  return say(
    "III",
    "demande",
    [
      "la captation soit limitée à la zone, au son et aux moments que la finalité demande, et le reste masqué",
      "capture be limited to the area, sound and moments the purpose needs, and the rest be masked",
    ],
    [
      "déclarer la zone, le masquage, l'absence de son et les horaires, et ne filmer ni lieux de repos, ni vestiaires, ni toilettes",
      "declare the area, the masking, the absence of sound and the schedule, and film no rest rooms, changing rooms or toilets",
    ],
  );
}
