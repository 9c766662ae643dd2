import { notApplicable, observed, satisfied, settle } from "../../context.ts";
import { entries } from "../../facts.ts";
import { decides, type Rule } from "../../rule.ts";
import { say } from "../../wording.ts";

const FEWEST_CHARACTERS = 12; // APDP guide on security measures.
const FEWEST_BITS = 80; // CNIL, recommendation on passwords (2022-100).

/** APDP guide on security measures; CNIL developer guide, sheet 6; CNIL notice on body-worn cameras: `sec-password-strength`. */
export const passwordStrength: Rule = {
  id: "sec-password-strength",
  section: "VII",
  severity: "reserve",
  origin: "both",
  decides: decides("D+E"),
  needs: [
    "evidence.credentials.clear",
    "security.passwords.entropyBits",
    "security.passwords.minimumLength",
    "security.passwords.sentInClear",
    "security.passwords.storedAs",
  ],
  statement: {
    fr: "Les secrets suivent une politique de robustesse, ne sont gardés que salés et hachés, et ne circulent jamais en clair.",
    en: "Secrets respect a strength policy and are stored only as salted hashes, never sent in clear.",
  },
  source: {
    ccin: "CCIN 2021-206 §VII",
    cnil: "CNIL notice on body-worn cameras",
    "apdp-guide": "APDP guide on security measures",
    "cnil-guide": "CNIL developer guide, sheet 6",
  },
  check(context) {
    const passwords = context.document.security?.passwords;
    const seen = context.evidence?.credentials?.clear;
    const remark = say(
      "VII",
      "demande",
      [
        "les mots de passe soient réputés forts, conservés salés et hachés, et jamais transmis en clair",
        "passwords be strong, kept as salted hashes, and never sent in clear",
      ],
      [
        `exiger ${FEWEST_CHARACTERS} caractères ou ${FEWEST_BITS} bits, et ne conserver que des empreintes salées`,
        `require ${FEWEST_CHARACTERS} characters or ${FEWEST_BITS} bits, and keep salted hashes only`,
      ],
    );
    if ((seen ?? 0) > 0) return observed([remark], [`evidence.credentials.clear = ${seen}`], "block");
    if (passwords?.storedAs === "clear" || passwords?.sentInClear === true)
      return settle(
        context,
        {
          faults: [passwords.storedAs === "clear" ? "security.passwords.storedAs = clear" : "security.passwords.sentInClear = true"],
          severity: "block",
          remarks: [remark],
        },
        satisfied(),
      );
    const faults: string[] = [];
    const gaps: string[] = [];
    const strong = (passwords?.minimumLength ?? 0) >= FEWEST_CHARACTERS || (passwords?.entropyBits ?? 0) >= FEWEST_BITS;
    if (passwords?.minimumLength === undefined && passwords?.entropyBits === undefined) gaps.push("security.passwords.minimumLength");
    else if (!strong) {
      // In a draft, too few characters may still turn out to be enough bits, and the reverse.
      const open =
        passwords.minimumLength === undefined ? "minimumLength" : passwords.entropyBits === undefined ? "entropyBits" : undefined;
      if (context.document.stage === "draft" && open !== undefined) gaps.push(`security.passwords.${open}`);
      else
        faults.push(
          `security.passwords.minimumLength = ${passwords.minimumLength ?? "∅"}; security.passwords.entropyBits = ${passwords.entropyBits ?? "∅"}`,
        );
    }
    if (passwords?.storedAs === undefined) gaps.push("security.passwords.storedAs");
    if (passwords?.storedAs === "hash") faults.push("security.passwords.storedAs = hash");
    const rests = seen === undefined ? "promise" : "evidence";
    return settle(context, { faults, gaps, mandatory: "passwords", remarks: [remark] }, satisfied(rests, ["security.passwords"]));
  },
};

/** APDP guide on security measures; CNIL developer guide, sheet 6; GDPR art. 32(1)-(2): `sec-strong-auth-sensitive`. */
export const strongAuthSensitive: Rule = {
  id: "sec-strong-auth-sensitive",
  section: "VII",
  severity: "reserve",
  origin: "else",
  decides: decides("D+E"),
  needs: [
    "access.accounts.factors",
    "categories.*.special",
    "evidence.credentials.oneFactor",
    "security.authentication.*.factors",
    "security.authentication.*.from",
    "security.exposed",
  ],
  statement: {
    fr: "Les données sensibles accessibles par un réseau sont derrière une authentification forte.",
    en: "Sensitive data reachable from a network is behind strong authentication.",
  },
  source: { gdpr: "GDPR 32(1)-(2)", "apdp-guide": "APDP guide on security measures", "cnil-guide": "CNIL developer guide, sheet 6" },
  check(context) {
    const { document } = context;
    const special = entries(document.categories).some(([, category]) => category.special !== undefined);
    if (document.categories !== undefined && !special) return notApplicable("no-subject");
    if (document.security?.exposed === false) return satisfied("promise", ["security.exposed = false"]);
    const factors = document.access?.accounts?.factors;
    const oneFactor = context.evidence?.credentials?.oneFactor;
    const remark = say(
      "VII",
      "demande",
      [
        "l'accès aux données sensibles soit protégé par une authentification à deux facteurs",
        "access to sensitive data be protected by two-factor authentication",
      ],
      ["exiger deux facteurs, ou ne pas exposer le traitement", "require two factors, or do not expose the processing"],
    );
    if (oneFactor !== undefined && oneFactor > 0) return observed([remark], [`evidence.credentials.oneFactor = ${oneFactor}`]);
    // A way in that asks for one factor is one, whatever is asked elsewhere.
    const weak = (document.security?.authentication ?? []).filter((way) => way.factors < 2);
    if (weak.length > 0)
      return settle(
        context,
        {
          faults: weak.map((way) => `security.authentication: ${way.from} = ${way.factors}`),
          remarks: [remark],
          ...(weak.some((way) => way.factors === 0) ? { severity: "block" as const } : {}),
        },
        satisfied(),
      );
    if (factors === undefined) return settle(context, { gaps: ["access.accounts.factors"], remarks: [remark] }, satisfied());
    if (document.security?.exposed === undefined && factors < 2)
      return settle(context, { gaps: ["security.exposed"], remarks: [remark] }, satisfied());
    const faults = factors < 2 ? [`access.accounts.factors = ${factors}`] : [];
    return settle(
      context,
      { faults, remarks: [remark], ...(factors === 0 ? { severity: "block" as const } : {}) },
      satisfied(oneFactor === undefined ? "promise" : "evidence", [`access.accounts.factors = ${factors}`]),
    );
  },
};
