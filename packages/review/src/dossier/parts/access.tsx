/** @jsxRuntime automatic @jsxImportSource hono/jsx */
/** The access matrix: a real table, letters for the eye, words for the ear. */
import type { JSX } from "hono/jsx/jsx-runtime";
import { member } from "../clean.ts";
import { ACTIONS, type AccessRole, type AccessRow, type Cell, matrixOf } from "../facts/access.ts";
import type { View } from "../view.ts";
import { ACTION_NAMES, SCOPES, SPECIALS } from "../vocabulary.ts";
import { DATA, PARTS } from "../words.ts";
import { Part, Says, Wide } from "./shared.tsx";

/** The part on access. */
export const Access = ({ view, at }: { view: View; at: number }): JSX.Element => {
  const { lang, document } = view;
  const matrix = matrixOf(document);
  if (matrix === undefined) return <Part view={view} name="access" at={at} title={PARTS.access} lead={PARTS.nothing} />;
  const cells = matrix.rows.flatMap((row) => row.cells);
  const technical = matrix.roles.some(({ role }) => role.kind === "technical");
  return (
    <Part view={view} name="access" at={at} title={PARTS.access} lead={PARTS.accessLead}>
      <Wide label={PARTS.access[lang]}>
        <table class={`heat${crowd(matrix.roles.length)}`}>
          <caption class="vh">{PARTS.access[lang]}</caption>
          <thead>
            <tr>
              <th scope="col">{DATA.category[lang]}</th>
              {matrix.roles.map((role) => (
                <RoleHead role={role} view={view} />
              ))}
            </tr>
          </thead>
          <tbody>
            {matrix.rows.map((row) => (
              <Row row={row} roles={matrix.roles} view={view} />
            ))}
          </tbody>
        </table>
      </Wide>
      <p class="note">
        {ACTIONS.map((action, index) => (
          <>
            {index > 0 && ", "}
            <b>{ACTION_NAMES[action].letter[lang]}</b> {ACTION_NAMES[action].word[lang]}
          </>
        ))}
        {cells.some((cell) => cell.actions.length === 0 && !cell.undecided) && (
          <>
            , <b>–</b> {DATA.noAccessKey[lang]}
          </>
        )}
        {cells.some((cell) => cell.undecided) && (
          <>
            , <b>?</b> {DATA.undecidedKey[lang]}
          </>
        )}
        {technical && `${lang === "fr" ? "\u202F" : ""}; ${DATA.technicalKey[lang]}`}.
      </p>
    </Part>
  );
};

/** Many roles need a wider table, which scrolls. */
function crowd(roles: number): string {
  return roles > 10 ? " crowd" : roles > 6 ? " many" : "";
}

const RoleHead = ({ role: { id, role }, view }: { role: AccessRole; view: View }): JSX.Element => {
  const scope = role.rowScope === undefined ? undefined : member(SCOPES, role.rowScope);
  return (
    <th scope="col">
      <Says text={role.label} lang={view.lang} name={id} />
      {scope !== undefined && <small>{scope[view.lang]}</small>}
    </th>
  );
};

const Row = ({ row, roles, view }: { row: AccessRow; roles: readonly AccessRole[]; view: View }): JSX.Element => {
  const { lang } = view;
  return (
    <tr>
      <th scope="row">
        <Says text={row.label} lang={lang} name={row.id} />
        {row.special !== undefined && " "}
        {row.special !== undefined && <span class="tag">{member(SPECIALS, row.special)?.[lang] ?? row.special}</span>}
        {row.immutable && " "}
        {row.immutable && <span class="tag locked">{DATA.immutable[lang]}</span>}
      </th>
      {row.cells.map((cell, at) => (
        <Square cell={cell} technical={roles[at]?.role.kind === "technical"} view={view} />
      ))}
    </tr>
  );
};

const Square = ({ cell, technical, view }: { cell: Cell; technical: boolean; view: View }): JSX.Element => {
  const { lang } = view;
  const level = cell.actions.length;
  if (level === 0)
    return (
      <td class={cell.undecided ? "undecided" : "h0 none"}>
        <span aria-hidden="true">{cell.undecided ? "?" : "–"}</span>
        <span class="vh">{(cell.undecided ? DATA.undecided : DATA.noAccess)[lang]}</span>
      </td>
    );
  const words = cell.actions.map((action) => ACTION_NAMES[action].word[lang]).join(", ");
  return (
    <td class={technical ? `h${level} cond` : `h${level}`}>
      <span aria-hidden="true">{cell.actions.map((action) => ACTION_NAMES[action].letter[lang]).join("")}</span>
      <span class="vh">{technical ? `${words}, ${DATA.technical[lang]}` : words}</span>
    </td>
  );
};
