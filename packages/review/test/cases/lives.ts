/** How long logs live beside the data and the duty they prove. */
import { type Case, chain, put, without } from "./case.ts";

const floor = { rule: "ret-log-floor", evidence: "none", profile: "ccin-1165", asOf: "2021-10-20" } as const;
const logs = (minimum: object, maximum: object): ReturnType<typeof chain> =>
  chain(put("retention.logs.minimum", minimum), put("retention.logs.maximum", maximum));
const data = (maximum: object): ReturnType<typeof put> => put("retention.vaccination.maximum", maximum);
const event = "endOfDuty";

export const lives: readonly Case[] = [
  {
    ...floor,
    when: "the data outlive the event on which the logs end",
    change: data({ event, period: "P6M" }),
    gives: ["reserve", "V demande"],
  },
  { ...floor, when: "data and logs end on the same event", change: data({ event }), gives: "satisfied" },
  {
    ...floor,
    when: "data and logs end as long after the same event",
    change: chain(data({ event, period: "P3M" }), logs({ event, period: "P3M" }, { event, period: "P3M" })),
    gives: "satisfied",
  },
  {
    ...floor,
    when: "data start on the event and the logs' floor ends on it",
    change: chain(put("retention.vaccination.start", { kind: "event", event }), data({ period: "P3M" })),
    gives: ["reserve", "V demande"],
  },
  {
    ...floor,
    when: "the floor hangs on an event nobody declares",
    change: logs({ event: "nobodyKnows" }, { event, period: "P3M" }),
    gives: ["reserve", "VIII demande"],
  },
  {
    ...floor,
    when: "the floor is a period that ends before the known end of the duty",
    change: chain(put("events.endOfDuty.on", "2023-10-31"), logs({ period: "P18M" }, { period: "P5Y" })),
    gives: ["reserve", "VIII demande"],
  },
  {
    ...floor,
    when: "the cap is a period that ends before the known end of the duty",
    change: chain(put("events.endOfDuty.on", "2023-10-31"), logs({ period: "P3Y" }, { period: "P18M" })),
    gives: ["reserve", "VIII demande"],
  },
  {
    ...floor,
    when: "the floor is a period that ends with the known end of the duty",
    change: chain(put("events.endOfDuty.on", "2023-10-21"), logs({ period: "P2Y" }, { period: "P2Y" })),
    gives: "satisfied",
  },
  {
    ...floor,
    when: "the floor is a period and nothing tells the day on which the duty ends",
    change: logs({ period: "P18M" }, { period: "P5Y" }),
    gives: ["reserve", "VIII demande"],
  },
  {
    ...floor,
    when: "another event ends the logs",
    change: chain(put("events.review", { label: { en: "review" } }), logs({ event: "review" }, { event: "review" })),
    gives: ["reserve", "VIII demande"],
  },
  {
    ...floor,
    when: "the duty ends on a day, cites no text, and the logs end before",
    change: chain(
      without("purposes.followUp.bases.1.endEvent"),
      without("purposes.followUp.bases.1.reference"),
      put("purposes.followUp.bases.1.until", "2024-12-31"),
      logs({ period: "P18M" }, { period: "P18M" }),
    ),
    gives: ["reserve", "VIII demande"],
  },
  {
    ...floor,
    when: "the duty ends on a day, cites its text, and the logs end before",
    change: chain(
      without("purposes.followUp.bases.1.endEvent"),
      put("purposes.followUp.bases.1.until", "2024-12-31"),
      logs({ period: "P18M" }, { period: "P18M" }),
    ),
    gives: ["reserve", "VIII demande"],
  },
  {
    ...floor,
    when: "nothing says how long logs live",
    change: chain(without("retention.logs.minimum"), without("retention.logs.maximum")),
    gives: ["reserve", "V demande", "VIII demande"],
  },
  { ...floor, when: "no policy is about logs", change: without("retention.logs"), gives: ["reserve", "V demande"] },
  {
    ...floor,
    when: "the file names no logs, and a duty ends",
    change: chain(without("logs.category"), without("categories.connectionLogs.kind")),
    gives: ["reserve", "V demande", "VIII demande"],
  },
  {
    ...floor,
    profile: "cnil-gdpr",
    when: "the cap is under the published floor",
    change: logs({ period: "P3M" }, { period: "P3M" }),
    gives: ["reserve", "VIII demande"],
  },
  {
    ...floor,
    profile: "cnil-gdpr",
    when: "the cap is the published floor",
    change: logs({ period: "P6M" }, { period: "P6M" }),
    gives: "satisfied",
  },
  {
    ...floor,
    profile: "cnil-gdpr",
    when: "the event that ends the logs fell before the published floor",
    change: chain(put("events.endOfDuty.on", "2021-12-01"), logs({ event }, { event })),
    gives: ["reserve", "VIII demande"],
  },
  {
    ...floor,
    profile: "cnil-gdpr",
    when: "the event that ends the logs falls on the last day of the published floor",
    change: chain(put("events.endOfDuty.on", "2022-04-21"), logs({ event }, { event })),
    gives: "satisfied",
  },
  {
    ...floor,
    profile: "cnil-gdpr",
    when: "the logs end on an event without a day that ends no duty",
    change: chain(put("events.review", { label: { en: "review" } }), logs({ event: "review" }, { event: "review" })),
    gives: "human",
  },
  {
    rule: "ret-log-immutable",
    when: "the policy says that they may change",
    change: put("retention.logs.immutable", false),
    gives: ["reserve", "VIII demande"],
  },
  {
    rule: "ret-log-immutable",
    when: "a role may delete them",
    change: put("access.immutable", []),
    gives: ["reserve", "VIII demande"],
  },
  {
    rule: "ret-log-immutable",
    when: "nothing is said of the store nor of the policy",
    change: chain(without("logs.store"), without("retention.logs.immutable")),
    gives: ["reserve", "VIII demande"],
  },
];
