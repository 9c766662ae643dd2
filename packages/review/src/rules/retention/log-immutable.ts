/** Logs nobody can touch before their term. */
import { observed, satisfied, settle } from "../../context.ts";
import { entries, logCategories, retentionsOf } from "../../facts.ts";
import { decides, type Rule } from "../../rule.ts";
import { say } from "../../wording.ts";
import { granted } from "../access/matrix.ts";
import { logFloor } from "./log-floor.ts";
import { LOG_PERIOD_FACTS } from "./log-period-facts.ts";

/** CCIN 2021-206 §V and VIII; APDP guide on security measures: `ret-log-immutable`. */
export const logImmutable: Rule = {
  id: "ret-log-immutable",
  section: "VIII",
  severity: "reserve",
  origin: "both",
  decides: decides("D+E"),
  needs: [
    ...LOG_PERIOD_FACTS,
    "access.actions",
    "access.grants.*.*",
    "access.immutable",
    "access.roles.*",
    "evidence.log.mayChange",
    "evidence.log.size",
    "evidence.log.verdict",
    "evidence.log.witnessed",
    "logs.mayChange",
    "logs.store",
    "retention.*.immutable",
  ],
  statement: {
    fr: "Les journaux ne peuvent être ni modifiés ni supprimés avant ce terme.",
    en: "Logs cannot be modified or deleted before that term.",
  },
  source: { ccin: "CCIN 2021-206 §V, §VIII", "apdp-guide": "APDP guide on security measures" },
  check(context) {
    const { document, evidence } = context;
    const remark = say(
      "VIII",
      "demande",
      [
        "les journaux ne puissent être ni modifiés ni supprimés avant leur terme, par quiconque",
        "logs not be changed or deleted before their term, by anyone",
      ],
      [
        "tenir les journaux dans un support à ajout seul et retirer tout droit de modification ou de suppression",
        "keep the logs in an append-only store and remove every right to change or delete them",
      ],
    );
    const seen = evidence?.log;
    if (seen !== undefined && seen.verdict !== "intact") return observed([remark], [`evidence.log.verdict = ${seen.verdict}`], "block");
    if ((seen?.mayChange ?? []).length > 0)
      return observed(
        [remark],
        (seen?.mayChange ?? []).map((role) => `evidence.log.mayChange ∋ ${role}`),
      );
    const { access } = document;
    const logs = logCategories(document);
    const faults: string[] = [];
    const stated: string[] = [];
    const gaps = logs.length === 0 ? ["logs.category"] : [];
    for (const id of logs) {
      const kept = retentionsOf(document, id);
      for (const { path, retention } of kept) if (retention.immutable === false) stated.push(`${path}.immutable = false`);
      if (document.logs?.store === undefined && !kept.some(({ retention }) => retention.immutable !== undefined)) gaps.push("logs.store");
      const able =
        access === undefined
          ? []
          : entries(access.roles).filter(([role]) =>
              (granted(access, role, id) ?? []).some((action) => action === "modify" || action === "delete"),
            );
      // A grant may be beaten by a list of immutable categories that a draft has not stated yet.
      for (const [role] of able)
        (access?.immutable === undefined && document.stage === "draft" ? gaps : faults).push(`access.grants.${role}.${id}`);
    }
    if (document.logs?.store === "plain") stated.push("logs.store = plain");
    const able = document.logs?.mayChange;
    if (able !== undefined && able !== "nobody") stated.push(...able.map((role) => `logs.mayChange ∋ ${role}`));
    // What a grant allows, and what is not said, wait for the floor: it asks the same, and the term they must stand until is not settled.
    if (stated.length === 0 && logFloor.check(context).state === "fired") {
      const terms = logs.flatMap((id) => retentionsOf(document, id).map(({ path }) => `${path}.minimum`));
      return { state: "not-assessable", missing: [...new Set([...(terms.length === 0 ? ["logs.category"] : terms), ...gaps])] };
    }
    return settle(
      context,
      { faults: [...stated, ...faults], gaps: [...new Set(gaps)], remarks: [remark] },
      satisfied(
        seen === undefined ? "promise" : "evidence",
        seen === undefined
          ? [`logs.store = ${document.logs?.store ?? "immutable"}`]
          : [`evidence.log = intact, ${seen.size}, ${seen.witnessed ?? "unwitnessed"}`],
      ),
    );
  },
};
