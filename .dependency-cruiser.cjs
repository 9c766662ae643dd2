/** The floors of the house: a package imports only from floors below it, through public entries. See docs/architecture.md. */
const floors = [
  ["core"],
  ["sql"],
  ["fields", "audit", "encryption"],
  ["access", "retention", "exports", "rights", "statistics"],
  ["processing"],
  ["guard", "review"],
  ["favorable"],
];

/** The public entries of a package: its index and the folders that are subpaths. */
const entries = (name) =>
  `^packages/${name}/src/(index|(node|postgres|dossier|minter|detectors|dpv|post-quantum|witness|mailbox|credentials|review|documents)/index|drivers/[^/]+)\\.tsx?$`;

module.exports = {
  forbidden: [
    { name: "no-circular", severity: "error", from: {}, to: { circular: true } },
    ...floors.flatMap((names, floor) =>
      names.map((name) => ({
        name: `floor-of-${name}`,
        severity: "error",
        from: { path: `^packages/${name}/src` },
        to: { path: "^packages/", pathNot: [`^packages/${name}/`, ...floors.slice(0, floor).flat().map(entries)] },
      })),
    ),
    {
      name: "no-node-in-core",
      comment: "Main entries run in browsers and workers: the platform is a subpath.",
      severity: "error",
      from: {
        path: "^packages/[^/]+/src",
        pathNot: [
          "^packages/[^/]+/src/(node|drivers)/",
          "^packages/(encryption|audit)/src/crypto/node\\.ts$",
          "^packages/favorable/src/cli/",
          "^packages/guard/src/node/",
        ],
      },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "no-platform-behind-main",
      comment: "A main entry never reaches a platform file.",
      severity: "error",
      from: { path: "^packages/[^/]+/src/index\\.ts$" },
      to: { path: "^packages/[^/]+/src/(node|drivers)/", reachable: true },
    },
    {
      name: "guard-alone-mints",
      comment: "Only the guard marks a value as permitted.",
      severity: "error",
      from: { path: "^packages/", pathNot: "^packages/(fields|guard)/" },
      to: { path: "^packages/fields/src/minter/" },
    },
    {
      name: "no-unresolvable",
      severity: "error",
      from: { path: "^packages/[^/]+/src" },
      to: { couldNotResolve: true, pathNot: "^#crypto$" },
    },
    {
      name: "no-undeclared",
      severity: "error",
      from: { path: "^packages/[^/]+/src" },
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "/(dist|\\.tsc)/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.base.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["@favorable/source", "import", "require", "node", "default"],
    },
  },
};
