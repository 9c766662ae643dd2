/** The port through which whoever hands out rows learns whose data may not be used: restrictions and objections. */

/**
 * Tells which of these data subjects' data may not be used for the purpose: processing is restricted (GDPR article 18), or they object to
 * the purpose (article 21). Whoever asks fails closed when the answer does not come.
 */
export type RestrictionPort = (purpose: string, subjects: readonly string[]) => Promise<ReadonlySet<string>>;
