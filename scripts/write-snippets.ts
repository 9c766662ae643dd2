/** Writes the documentation's tests without running them: the type check includes them. */
import { writeSnippets } from "./snippets.ts";

writeSnippets();
