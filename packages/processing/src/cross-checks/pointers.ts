/** Places named by position: JSON pointers of remarks, and the controllers of a joint arrangement. */
import type { ProcessingDocument } from "../document/document.ts";
import { isWord } from "../schema/words.ts";
import { placesOf, type Report } from "./place.ts";

/**
 * Reports pointers that leave the form at their first step, and positions of no controller. A pointer may lead to where nothing
 * stands: a remark is often about what is not stated.
 */
export function pointers(document: ProcessingDocument, report: Report): void {
  for (const { path, value } of placesOf(document, "proceedings.*.remarks.*.concerns.[]")) {
    const first = typeof value === "string" ? value.split("/")[1] : undefined;
    if (first !== undefined && !isWord(first)) report(path, "dangling");
  }
  const joint = document.jointControllers;
  if (typeof joint !== "object") return;
  joint.duties?.forEach(({ controller }, at) => {
    if (controller >= joint.controllers.length) report(["jointControllers", "duties", at, "controller"], "dangling");
  });
}
