/** Facts of `reference/cases/16-apd-be-former-employee-mailbox.md`; each is named by words of the reference. */
import type { Fact } from "../fact.ts";

export const leaverMailboxFacts: readonly Fact[] = [
  ["APD/GBA (Belgium), litigation chamber", "/proceedings/decision/authority", "APD/GBA"],
  ["01/2024", "/proceedings/decision/reference", "01/2024"],
  ["2024-01-05", "/proceedings/decision/on", "2024-01-05"],
  ["warning", "/proceedings/decision/kind", "warning"],
  ["order to answer", "/proceedings/order", { kind: "order", deadline: "P30D" }],
  ["former employer (unnamed)", "/controller/name", "former employer (unnamed)"],
  ["professional mailbox", "/categories/mailbox/kind", "mailbox"],
  ["Microsoft account", "/filingSystems/account", { form: "mailbox", label: { en: "Microsoft account" } }],
  [
    "let the employee send and receive mail for the job",
    "/purposes/mail/statement/en",
    "let the employee send and receive mail for the job",
  ],
  ["legitimate interest possible", "/purposes/mail/bases/0/kind", "legitimate-interest"],
  ["continuity", "/purposes/mail/bases/0/criterion/en", "continuity"],
  ["not told to the person", "/notices", {}],
  ["former employee, employed", "/subjects/formerEmployee/relation", "staff"],
  ["1 Aug 2022", "/events/employed/on", "2022-08-01"],
  ["6 June 2023", "/events/departure/on", "2023-06-06"],
  ["no rule shown", "/retention", undefined],
  ["still receiving on 13 Nov 2023", "/proceedings/decision/remarks/H16-01/observed/0/on", "2023-11-13"],
  ["3 Jan 2024", "/proceedings/decision/remarks/H16-01/observed/1/on", "2024-01-03"],
  ["formal notice 16 Oct 2023", "/proceedings/request/on", "2023-10-16"],
  ["not answered", "/proceedings/request/outcome", "unanswered"],
  ["auto-reply at the latest on the last day", "/timers/autoReply", { then: "reply", after: "P0D", applied: false }],
  ["1 month a priori, up to 3 months; then closed", "/proceedings/decision/remarks/doctrine/kind", "doctrine"],
];
