/** Where data come from. DPV 2.3, © W3C (see `../NOTICE.md`). */

/** Data Controller as Data Source: Data Sourced from Data Controller(s), e.g. a Controller inferring data or generating data */
export const DataControllerDataSource = "https://w3id.org/dpv#DataControllerDataSource";
/** Data Source: The source or origin of data */
export const DataSource = "https://w3id.org/dpv#DataSource";
/** Data Subject as Data Source. */
export const DataSubjectDataSource = "https://w3id.org/dpv#DataSubjectDataSource";
/** Non-Public Data Source: A source of data that is not publicly accessible or available */
export const NonPublicDataSource = "https://w3id.org/dpv#NonPublicDataSource";
/** Public Data Source: A source of data that is publicly accessible or available */
export const PublicDataSource = "https://w3id.org/dpv#PublicDataSource";
/** Third Party as Data Source. */
export const ThirdPartyDataSource = "https://w3id.org/dpv#ThirdPartyDataSource";
