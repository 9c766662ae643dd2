/** What a SQLSTATE means, in words of this package (PostgreSQL documentation, appendix A). */

const STATES: ReadonlyMap<string, string> = new Map([
  ["22P02", "a text is not of the type it is cast to"],
  ["23502", "a column that may not be null"],
  ["23503", "a row that is referred to is missing, or one that goes is still referred to"],
  ["23505", "a value that may stand once stands there already"],
  ["23514", "a check constraint is not met"],
  ["25006", "the transaction is read-only"],
  ["25P01", "this needs a transaction"],
  ["25P02", "an earlier statement of the transaction has failed"],
  ["40001", "the transaction met a concurrent one: run it again"],
  ["40P01", "a deadlock: run the transaction again"],
  ["42501", "the role may not do this"],
  ["42601", "the statement is malformed, or there are several in one text"],
  ["42703", "there is no such column"],
  ["42704", "there is no such object"],
  ["42883", "there is no such function or operator for these types"],
  ["42P01", "there is no such table"],
  ["42P07", "a relation of that name exists"],
  ["53300", "the server has too many connections"],
  ["55P03", "a lock could not be had in time"],
  ["57014", "the statement was cancelled"],
  ["57P01", "the server is shutting down or ended the connection"],
]);

const CLASSES: ReadonlyMap<string, string> = new Map([
  ["08", "the connection failed"],
  ["0A", "the server does not support this"],
  ["21", "more rows than one"],
  ["22", "a value does not fit its type or the operation"],
  ["23", "an integrity constraint is not met"],
  ["25", "this does not fit the state of the transaction"],
  ["28", "the login is refused"],
  ["34", "there is no such cursor"],
  ["40", "the transaction was rolled back: run it again"],
  ["42", "the statement does not fit the database, or the role may not run it"],
  ["44", "a row that the view would not show"],
  ["53", "the server lacks resources"],
  ["54", "a limit of the server is exceeded"],
  ["55", "the object is not in the state this needs"],
  ["57", "an operator or the server intervened"],
  ["58", "the server's system failed"],
  ["P0", "a function raised an exception"],
  ["XX", "an internal error of the server"],
]);

/** A fixed text for a state, else for its class, else for any. */
export function messageOf(state: string): string {
  return STATES.get(state) ?? CLASSES.get(state.slice(0, 2)) ?? "see its state";
}
