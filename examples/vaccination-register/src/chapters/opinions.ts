/** The opinion on one of the two files, under the law that was in force. */
import { giveOpinion as give, type Teller } from "@favorable/example-storyteller";
import type { EvidenceBundle, Opinion } from "@favorable/review";
import type { Register } from "../declaration/file.ts";
import type { State } from "../declaration/state.ts";

/** Reviews the file, and writes it as a document beside the opinion on it. */
export async function giveOpinion(
  teller: Teller,
  declaration: Register,
  state: State,
  options: { readonly asOf: string; readonly out: string; readonly evidence?: EvidenceBundle },
): Promise<Opinion> {
  const document = declaration.document("submitted");
  const { opinion } = await give(teller, { ...options, document, name: state, profile: "ccin-1165", page: false });
  return opinion;
}
