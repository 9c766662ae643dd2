/** The constants of `../terms/sources.ts` in one object. */
import type * as terms from "../terms/sources.ts";
import {
  DataControllerDataSource,
  DataSource,
  DataSubjectDataSource,
  NonPublicDataSource,
  PublicDataSource,
  ThirdPartyDataSource,
} from "../terms/sources.ts";

/** Sources of data, by name. */
export const sources: typeof terms = {
  DataControllerDataSource,
  DataSource,
  DataSubjectDataSource,
  NonPublicDataSource,
  PublicDataSource,
  ThirdPartyDataSource,
};
