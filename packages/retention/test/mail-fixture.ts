/** Messages, and the mailbox of a test server. */
import { type Mailbox, openMailbox } from "@favorable/retention/mailbox";
import { dovecotMissing, type MailServer } from "../../../testing/dovecot.ts";

/** A value of a person that nothing may tell. */
export const MARKER = "personal-value-7f3a";

/** A message with an attachment, with a Message-ID unless it is to have none. */
export const message = (id: string | undefined, note = "Bonjour"): string => `From: Agent <agent.${MARKER}@example.org>
To: records@example.org
Subject: =?utf-8?Q?Justificatif_re=C3=A7u?= ${MARKER}
${id === undefined ? "" : `Message-ID: <${id}.${MARKER}@example.org>\n`}Date: Mon, 31 Jan 2022 09:00:00 +0000
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain; charset=utf-8

${note}
--b
Content-Type: application/pdf; name="../proof.pdf"
Content-Disposition: attachment; filename="../proof.pdf"
Content-Transfer-Encoding: base64

${Buffer.from(`%PDF-${note}`).toString("base64")}
--b--
`;

/** Why there is no server here; undefined when there is one. */
export const missing: string | undefined = dovecotMissing();
/** Opens the mailbox of the server. */
export const open = (server: MailServer, password = server.password): Promise<Mailbox> =>
  openMailbox({
    host: "127.0.0.1",
    port: server.port,
    plain: true,
    user: server.user,
    auth: { password },
    key: new Uint8Array(32).fill(7),
  });
