/** @jsxRuntime automatic @jsxImportSource hono/jsx */
/** Purpose → category → role. */
import { sankey, sankeyLinkHorizontal } from "d3-sankey";
import type { JSX } from "hono/jsx/jsx-runtime";
import type { Flow, FlowNode } from "../facts/flow.ts";
import type { Lang } from "../input.ts";
import { label, plural, type Words } from "../language.ts";
import { DATA } from "../words.ts";
import { Label, LINE, Picture, spread, tenth, WIDTH, wrap } from "./picture.tsx";

interface Node {
  readonly key: string;
  readonly node: FlowNode;
  readonly tone: string;
}
interface Link {
  source: string;
  target: string;
  value: number;
  readonly tone: string;
}

const COLUMN = { purpose: 0, category: 1, role: 2 } as const;
const LEFT = 150;
const MIDDLE = 340;
const RIGHT = WIDTH - 180;

/** The colour of a purpose; four are told apart, later ones share the plain tone. */
export function purposeTone(at: number): string {
  return at < 4 ? `tone-${at}` : "tone-plain";
}

/** Draws the flow; nothing when no category is linked to anything. */
export const FlowPicture = ({ flow, lang, id }: { flow: Flow; lang: Lang; id: string }): JSX.Element | null => {
  if (flow.links.length === 0) return null;
  const order = new Map(flow.purposes.map((purpose, at) => [`p ${purpose.id}`, purposeTone(at)]));
  const special = new Set(flow.nodes.filter((node) => node.special).map((node) => node.key));
  const toneOf = (key: string): string => order.get(key) ?? (special.has(key) ? "tone-special" : "tone-plain");
  const nodes: Node[] = flow.nodes.map((node) => ({ key: node.key, node, tone: toneOf(node.key) }));
  const links: Link[] = flow.links.map((link) => ({ source: link.from, target: link.to, value: link.value, tone: toneOf(link.from) }));
  const longest = Math.max(
    ...(["purpose", "category", "role"] as const).map((kind) => flow.nodes.filter((node) => node.kind === kind).length),
  );
  const height = Math.max(260, 60 + longest * 46);
  // The layout counts columns from the first that holds anything, and fails on an empty one.
  const held = [...new Set(flow.nodes.map(({ kind }) => COLUMN[kind]))].sort();
  const graph = sankey<Node, Link>()
    .nodeId((node) => node.key)
    .nodeAlign((node) => held.indexOf(COLUMN[node.node.kind]))
    .nodeSort(null)
    .linkSort(null)
    .nodeWidth(9)
    .nodePadding(Math.max(6, Math.min(16, 320 / longest)))
    .extent([
      [LEFT, 30],
      [RIGHT, height - 8],
    ])({ nodes, links });
  // Columns are placed by kind: an empty one must not pull the others over.
  for (const node of graph.nodes) {
    node.x0 = [LEFT - 9, MIDDLE, RIGHT][COLUMN[node.node.kind]] ?? LEFT;
    node.x1 = node.x0 + 9;
  }
  const path = sankeyLinkHorizontal<Node, Link>();
  const labels = labelsOf(graph.nodes, lang, height);
  return (
    <Picture id={id} height={height} title={TITLE[lang]} desc={describe(flow, lang)}>
      <g class="head">
        <text x={LEFT - 18} y={12} text-anchor="end">
          {DATA.purpose[lang]}
        </text>
        <text x={MIDDLE} y={12}>
          {DATA.category[lang]}
        </text>
        <text x={RIGHT} y={12}>
          {DATA.readBy[lang]}
        </text>
      </g>
      {graph.links.map((link) => (
        <path class={`link ${link.tone}`} d={rounded(path(link) ?? "")} stroke-width={Math.max(1, tenth(link.width ?? 1))} />
      ))}
      {graph.nodes.map(({ x0 = 0, y0 = 0, y1 = 0, tone }) => (
        <rect class={`node ${tone}`} x={tenth(x0)} y={tenth(y0)} width={9} height={Math.max(2, tenth(y1 - y0))} rx={1.5} />
      ))}
      {labels.map(({ lines, y, kind }) => (
        <Label lines={lines} x={LABELS[kind].x} y={y} anchor={LABELS[kind].anchor} name={LABELS[kind].name} />
      ))}
    </Picture>
  );
};

const LABELS = {
  purpose: { x: LEFT - 18, width: LEFT - 18, anchor: "end", name: "", most: 4 },
  category: { x: MIDDLE + 18, width: 250, anchor: "start", name: "halo", most: 2 },
  role: { x: RIGHT + 18, width: WIDTH - RIGHT - 18, anchor: "start", name: "", most: 3 },
} as const;

/** Labels beside their nodes, moved where nodes are closer than their names are tall. */
function labelsOf(
  nodes: readonly { node: FlowNode; y0?: number | undefined; y1?: number | undefined }[],
  lang: Lang,
  bottom: number,
): readonly { lines: readonly string[]; y: number; kind: FlowNode["kind"] }[] {
  return (["purpose", "category", "role"] as const).flatMap((kind) => {
    const { width, most } = LABELS[kind];
    const own = nodes
      .filter(({ node }) => node.kind === kind)
      .map(({ node, y0 = 0, y1 = 0 }) => ({ kind, y: (y0 + y1) / 2, lines: wrap(label(node.label, lang, node.id), width, most) }))
      .sort((left, right) => left.y - right.y);
    const moved = spread(
      own.map(({ y, lines }) => ({ y, height: lines.length * LINE + 7 })),
      bottom,
    );
    return own.map((one, at) => ({ ...one, y: moved[at] ?? one.y }));
  });
}

const TITLE: Words = { fr: "De la finalité aux données, des données aux personnes", en: "From purpose to data, from data to people" };

function describe(flow: Flow, lang: Lang): string {
  const of = (kind: FlowNode["kind"]): number => flow.nodes.filter((node) => node.kind === kind).length;
  const special = flow.nodes.filter((node) => node.special).length;
  const purposes = plural(lang, of("purpose"), { fr: "finalité", en: "purpose" }, { fr: "finalités", en: "purposes" });
  const categories = plural(
    lang,
    of("category"),
    { fr: "catégorie de données", en: "category of data" },
    { fr: "catégories de données", en: "categories of data" },
  );
  const sensitive = plural(lang, special, { fr: "sensible", en: "special" }, { fr: "sensibles", en: "special" });
  const roles = plural(lang, of("role"), { fr: "fonction", en: "role" }, { fr: "fonctions", en: "roles" });
  return lang === "fr"
    ? `Diagramme de flux : à gauche ${purposes}, au centre ${categories} dont ${sensitive}, à droite ${roles}. Le tableau qui suit contient les mêmes données.`
    : `Flow diagram: ${purposes} on the left, ${categories} in the middle, ${sensitive} among them, ${roles} on the right. The table below holds the same data.`;
}

function rounded(path: string): string {
  return path.replace(/\d+\.\d+/g, (digits) => String(tenth(Number(digits))));
}
