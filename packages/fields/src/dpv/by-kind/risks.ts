/** The constants of `../terms/risks.ts` in one object. */
import type * as terms from "../terms/risks.ts";
import {
  Discrimination,
  IllegalDataProcessing,
  PublicServicesExclusion,
  Reidentification,
  Risk,
  RiskMatrix5x5,
  UnauthorisedDataAccess,
  UnauthorisedDataDisclosure,
  UnauthorisedDataModification,
  UnauthorisedReidentification,
  UnwantedDataDeletion,
  WorkplaceDiscrimination,
} from "../terms/risks.ts";

/** Risks, by name. */
export const risks: typeof terms = {
  Discrimination,
  IllegalDataProcessing,
  PublicServicesExclusion,
  Reidentification,
  Risk,
  RiskMatrix5x5,
  UnauthorisedDataAccess,
  UnauthorisedDataDisclosure,
  UnauthorisedDataModification,
  UnauthorisedReidentification,
  UnwantedDataDeletion,
  WorkplaceDiscrimination,
};
