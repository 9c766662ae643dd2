/**
 * Where a document holds each fact that the rulebook needs (`reference/rulebook.md`, column *needs*). What only a running system shows is
 * named `evidence.…`, a part of the bundle that a review is given; what is neither is `hash`, `profile` or `comparison`, computed from documents.
 */
import { firstSections } from "./first-sections.ts";
import type { Needs } from "./form.ts";
import { lastSections } from "./last-sections.ts";

/** All of them. */
export const needs: Needs = { ...firstSections, ...lastSections };
