/** The three kinds of EU digital COVID certificate (Regulation (EU) 2021/953, article 3(1)). */

/** Of a vaccination, of a test, of a recovery. */
export type CertificateKind = "vaccination" | "test" | "recovery";
