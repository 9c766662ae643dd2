/** Who acts: a person known by an account of their own, with the roles they hold. */
import type { ActorFacts } from "@favorable/access";

/** An authenticated person. Authentication is the application's; the guard starts where it ends. */
export interface Actor<R extends string = string> extends ActorFacts {
  /** The account's identifier: one person, never shared (CCIN deliberation 2021-206, V). */
  readonly id: string;
  /** The roles the person holds. */
  readonly roles: readonly R[];
  /** When the roles end. */
  readonly until?: Date;
}

/** What a request is: who acts, in which of their roles, for which declared purpose. */
export interface AccessRequest<R extends string = string, P extends string = string> {
  /** Nobody, when the request is anonymous: it is refused and counted. */
  readonly actor: Actor<R> | undefined;
  readonly role: R;
  /** A literal of the route, never a value of the request. */
  readonly purpose: P;
}
