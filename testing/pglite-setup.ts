import { pgliteTemplate } from "./pglite.ts";

/** Builds the tar before the workers start, so that two workers do not both build it (globalSetup). */
export default async function setup(): Promise<void> {
  await pgliteTemplate();
}
