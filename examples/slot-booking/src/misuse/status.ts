/** The second try: the status, read by those who may see bookings. There is none to read: it is not collected. */
import type { DataFor } from "@favorable/fields";
import type { correctedBooking } from "../declaration/file.ts";

type Booking = DataFor<ReturnType<typeof correctedBooking>["records"]["booking"], "slotBooking">;

export const statuses = (bookings: readonly Booking[]) => bookings.map(({ status }) => status);
