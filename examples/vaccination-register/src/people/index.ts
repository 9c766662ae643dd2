/**
 * Invented people, the files they come in, and how they answer. Nobody is real.
 * @packageDocumentation
 */
export { type Answer, type Answering, answerOf, type CertificateContent } from "./answers.ts";
export { type PlantedFault, type SourceSizes, type WrittenSource, writeSources } from "./write-sources.ts";
