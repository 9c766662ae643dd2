/** Where data are, as a file says it. */
import type { ProcessingDocument } from "@favorable/processing";
import { entries } from "../../facts.ts";

/** A country with what is there. */
export interface Place {
  readonly path: string;
  readonly country: string;
}

/** Where a file says that its data are: with processors and theirs, with recipients, where they are hosted. */
export function placesOf({ processors, recipients, hosting }: ProcessingDocument): readonly Place[] {
  const at = (path: string, country: string | undefined): readonly Place[] => (country === undefined ? [] : [{ path, country }]);
  return [
    ...entries(processors).flatMap(([id, one]) => [
      ...at(`processors.${id}`, one.country),
      ...entries(typeof one.subProcessors === "object" ? one.subProcessors : undefined).flatMap(([sub, { country }]) =>
        at(`processors.${id}.subProcessors.${sub}`, country),
      ),
    ]),
    ...entries(recipients).flatMap(([id, { country }]) => at(`recipients.${id}`, country)),
    ...entries(hosting).flatMap(([id, { country }]) => at(`hosting.${id}`, country)),
  ];
}
