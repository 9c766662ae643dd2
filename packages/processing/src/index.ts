/**
 * The declaration of a processing, composed once, and its document form.
 * @packageDocumentation
 */
export type * from "./document/access.ts";
export type * from "./document/document.ts";
export type * from "./document/information.ts";
export type * from "./document/links.ts";
export type * from "./document/purpose.ts";
export type * from "./document/retention.ts";
export type * from "./document/rights.ts";
export type * from "./document/security.ts";
export type * from "./document/text.ts";
