/** The accounts of the software: a person each, a password that holds, a second factor. */
import {
  type Account,
  assessPassword,
  definePasswordPolicy,
  hashPassword,
  openAccount,
  type PasswordFinding,
  type PasswordPolicy,
} from "@favorable/access/credentials";
import { PrivacyError } from "@favorable/core";
import { LOG_POLICY, type System } from "@favorable/example-storyteller";

/** As the corrected file declares it: twelve characters of four classes, locked after failures. */
export const PASSWORDS: PasswordPolicy = definePasswordPolicy({
  case: "restricted",
  minimumLength: 12,
  classes: ["lower", "upper", "digit", "special"],
  administratorsRenewEvery: "P1Y",
});

/** Why a password is too weak for an account; empty for one that holds. */
export function weaknesses({ account }: Account, password: string): readonly PasswordFinding[] {
  return assessPassword(password, PASSWORDS, [account, "commune", "police"]).findings;
}

/**
 * Sets the password of an account; a weak one is refused, and the refusal recorded under the account.
 *
 * @throws `PASSWORD_REFUSED` with the `findings`, never the password
 */
export async function choosePassword(system: System, account: Account, password: string): Promise<Account> {
  const findings = weaknesses(account, password);
  if (findings.length > 0) {
    const code = "PASSWORD_REFUSED";
    const retention = { ...LOG_POLICY, start: system.today() };
    const parts = [{ name: "actor", value: account.account, retention }];
    await system.log.append({ type: "access.refused", clear: { action: "choose-password", code }, parts });
    throw new PrivacyError(code, "the password is too weak", { findings });
  }
  return { ...account, hash: await hashPassword(password), passwordSetOn: system.today() };
}

/** Opens an account for one person, with a code from a device beside the password. */
export function newAccount(system: System, account: string): Account {
  const on = system.today();
  return { ...openAccount({ account, person: `person-${account}`, on }), factors: [{ kind: "totp", enrolledOn: on }] };
}
