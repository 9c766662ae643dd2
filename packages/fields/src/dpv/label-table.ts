/** The form of the label tables. */
import type { Text } from "../text.ts";

/** Labels by compact IRI. */
export type DpvLabels = Readonly<Record<string, Text>>;
