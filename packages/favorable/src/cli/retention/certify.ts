/** `favorable retention certify` and `check-certificate`. */
import { writeFileSync } from "node:fs";

import { createVerifier, signerFromFile } from "@favorable/audit/node";
import { isPrivacyError, PrivacyError } from "@favorable/core";
import { type PurgeCertificateBody, verifyCertificate } from "@favorable/retention";
import { certify, settlePurge } from "@favorable/retention/postgres";
import { readVkey } from "../audit/inputs.ts";
import { readJson } from "../input.ts";
import { readConfig } from "./config.ts";
import { dayOf, orRefused, refusalLine, usage, withRetention } from "./options.ts";

/** Options of `certify`. */
export interface CertifyArguments {
  readonly keyFile: string;
  readonly only: string;
  readonly database?: string | undefined;
  readonly settle?: string | undefined;
  readonly backupsUntil?: string | undefined;
  readonly after?: string | undefined;
  readonly out?: string | undefined;
}

/** Signs the certificate of one table; 1 when something due is left, or it was refused. */
export async function retentionCertify(config: string, options: CertifyArguments): Promise<number> {
  const [attached, ...more] = readConfig(config, options.only);
  if (attached === undefined || more.length > 0) throw usage("--only", "a policy that is attached to one table of the configuration");
  const { settle, after } = options;
  if (settle !== undefined && settle !== "vacuumed" && settle !== "rewritten") throw usage("--settle", "vacuumed or rewritten");
  if (after !== undefined && !/^\d{1,18}$/.test(after)) throw usage("--after", "the id of evidence");
  const backupsUntil = dayOf(options.backupsUntil, "--backups-until");
  const signer = await signerFromFile(options.keyFile);
  const made = await withRetention(options, (sql) =>
    orRefused(async () => {
      if (settle !== undefined) await settlePurge({ sql, ...attached, level: settle });
      const range = { ...(backupsUntil === undefined ? {} : { backupsUntil }), ...(after === undefined ? {} : { after }) };
      return certify({ sql, ...attached, signer, ...range });
    }),
  );
  if ("refused" in made) {
    process.stderr.write(`favorable: ${refusalLine(made.refused)}\n`);
    return 1;
  }
  const text = `${JSON.stringify(made, null, 2)}\n`;
  if (options.out === undefined) process.stdout.write(text);
  else writeNew(options.out, text);
  return made.body.left.removable > 0 ? 1 : 0;
}

/** Checks a certificate; 1 when it is not genuine. */
export async function retentionCheck(file: string, options: { readonly key: string; readonly json?: true | undefined }): Promise<number> {
  const verifier = createVerifier(readVkey(options.key));
  const certificate = readJson(file, "certificate");
  try {
    const body = await verifyCertificate(
      certificate,
      (name, bytes, signature) => name === verifier.name && verifier.verify(bytes, signature),
    );
    process.stdout.write(options.json === true ? `${JSON.stringify({ genuine: true, body })}\n` : textOf(body));
    return 0;
  } catch (error) {
    if (!isPrivacyError(error, "CERTIFICATE_INVALID")) throw error;
    const reason = String(error.details["reason"]);
    process.stdout.write(options.json === true ? `${JSON.stringify({ genuine: false, reason })}\n` : `not genuine: ${reason}\n`);
    return 1;
  }
}

function textOf(body: PurgeCertificateBody): string {
  const { evidence, left } = body;
  return [
    `genuine: ${evidence.removed} rows of ${body.relation} under ${body.policy}, ${evidence.firstDay} to ${evidence.lastDay}${body.simulated ? " (simulated clock)" : ""}`,
    `  level        ${body.level}`,
    `  reached      ${body.reached.join(", ")}`,
    ...(body.sealedReached.length === 0 ? [] : [`  sealed only  ${body.sealedReached.join(", ")}`]),
    `  not claimed  ${body.notReached.join(", ")}`,
    ...(body.backupsUntil === null ? [] : [`  backups      until ${body.backupsUntil}, as declared`]),
    `  left         ${left.removable} due, ${left.held} on hold, ${left.overdue} overdue`,
    "",
  ].join("\n");
}

function writeNew(file: string, text: string): void {
  try {
    writeFileSync(file, text, { flag: "wx", mode: 0o600 });
  } catch {
    throw new PrivacyError("FILE_UNWRITABLE", "the certificate needs a new file in a folder that can be written", { file });
  }
}
