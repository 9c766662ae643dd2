/** Which purpose uses which category, and which role may read it. */
import type { ProcessingDocument, Text } from "@favorable/processing";
import { cellOf } from "./access.ts";

/** A purpose, category or role of the diagram. */
export interface FlowNode {
  /** Unique among the three kinds. */
  readonly key: string;
  readonly kind: "purpose" | "category" | "role";
  readonly id: string;
  readonly label: Text | undefined;
  readonly special: boolean;
}

/** A link; its value is a number of fields, shared among the readers on the way out. */
export interface FlowLink {
  readonly from: string;
  readonly to: string;
  readonly value: number;
}

/** One line of the table that stands for the diagram. */
export interface FlowRow {
  readonly id: string;
  readonly label: Text | undefined;
  /** Fields of the category used by each purpose, in the order of `purposes`. */
  readonly fields: readonly number[];
  readonly readers: readonly { readonly id: string; readonly label: Text | undefined }[];
}

/** The diagram and its table. */
export interface Flow {
  readonly nodes: readonly FlowNode[];
  readonly links: readonly FlowLink[];
  readonly purposes: readonly { readonly id: string; readonly label: Text | undefined }[];
  readonly rows: readonly FlowRow[];
}

/** Counts fields per purpose and category from the records; a name the declaration does not define is left out. */
export function flowOf(document: ProcessingDocument): Flow {
  const purposes = Object.entries(document.purposes ?? {}).map(([id, purpose]) => ({ id, label: purpose.object ?? purpose.statement }));
  const roles = Object.entries(document.access?.roles ?? {}).map(([id, role]) => ({ id, label: role.label }));
  const immutable = new Set(document.access?.immutable ?? []);
  const fields = Object.values(document.records ?? {}).flatMap((record) => Object.values(record.fields));
  const rows: FlowRow[] = [];
  const links: FlowLink[] = [];
  for (const [id, category] of Object.entries(document.categories ?? {})) {
    const held = fields.filter((field) => field.category === id);
    const used = purposes.map((purpose) => held.filter((field) => field.purposes.includes(purpose.id)).length);
    const readers = roles.filter((role) => cellOf(document, role.id, id, immutable.has(id)).actions.includes("read"));
    const width = used.reduce((sum, value) => sum + value, 0);
    purposes.forEach((purpose, at) => {
      const value = used[at] ?? 0;
      if (value > 0) links.push({ from: `p ${purpose.id}`, to: `c ${id}`, value });
    });
    // A category without fields in a record, such as the logs, still has readers to show: it counts as one field.
    for (const reader of readers) links.push({ from: `c ${id}`, to: `r ${reader.id}`, value: Math.max(1, width) / readers.length });
    rows.push({ id, label: category.label, fields: used, readers });
  }
  const linked = new Set(links.flatMap((link) => [link.from, link.to]));
  const special = new Set(
    Object.entries(document.categories ?? {}).flatMap(([id, category]) => (category.special === undefined ? [] : [id])),
  );
  const nodes: FlowNode[] = [
    ...purposes.map((one): FlowNode => ({ key: `p ${one.id}`, kind: "purpose", id: one.id, label: one.label, special: false })),
    ...rows.map((one): FlowNode => ({ key: `c ${one.id}`, kind: "category", id: one.id, label: one.label, special: special.has(one.id) })),
    ...roles.map((one): FlowNode => ({ key: `r ${one.id}`, kind: "role", id: one.id, label: one.label, special: false })),
  ].filter((node) => linked.has(node.key));
  return { nodes, links, purposes, rows };
}
