/**
 * What the hierarchy asked for, as somebody would write it: the list of officers. It does not compile and is no part of the program: the
 * story shows what the compiler says of it.
 */
import type { OpenBooking } from "../booking.ts";
import { COMMAND } from "../booking.ts";

export async function list({ guard, processing }: OpenBooking, rows: readonly object[]) {
  await guard.run({ actor: COMMAND, role: "hierarchy", purpose: "slotBooking" }, ({ read }) => read(processing.records.booking, rows));
}
