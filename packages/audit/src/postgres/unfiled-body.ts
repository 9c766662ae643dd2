/** A body that has no position yet. */

/**
 * A body as it waits in `audit_unfiled`: position of its entry among those of the row, part, salt (base64), payload, policy, version,
 * start, blind index (hexadecimal), key. Sealed, it has no salt, and its payload is base64.
 */
export type UnfiledBody = readonly [
  at: number,
  part: number,
  salt: string,
  payload: string,
  policy: string,
  version: number,
  start: string,
  subject: string,
  key: string,
];
