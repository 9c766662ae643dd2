/** The process itself, its scale, necessity and place. DPV 2.3, © W3C (see `../NOTICE.md`). */

/** Country: A political entity indicative of a sovereign or non-sovereign territorial state comprising of distinct geographical areas */
export const Country = "https://w3id.org/dpv#Country";
/** Data Volume: Volume or Scale of Data */
export const DataVolume = "https://w3id.org/dpv#DataVolume";
/** Federated Locations: Location that is federated across multiple separate areas with designation of a primary or central location */
export const FederatedLocations = "https://w3id.org/dpv#FederatedLocations";
/** Large Scale Processing: Processing that takes place at large scales (as specified by some criteria) */
export const LargeScaleProcessing = "https://w3id.org/dpv#LargeScaleProcessing";
/** Law: A law is a set of rules created by government or authorities */
export const Law = "https://w3id.org/dpv#Law";
/** Likelihood: The likelihood or probability or chance of something taking place or occurring */
export const Likelihood = "https://w3id.org/dpv#Likelihood";
/** Local Location: Location is local */
export const LocalLocation = "https://w3id.org/dpv#LocalLocation";
/** Medium Scale Processing: Processing that takes place at medium scales (as specified by some criteria) */
export const MediumScaleProcessing = "https://w3id.org/dpv#MediumScaleProcessing";
/** Necessity: An indication of 'necessity' within a context */
export const Necessity = "https://w3id.org/dpv#Necessity";
/** Not Required: Indication of neither being required nor optional i.e. not relevant or needed */
export const NotRequired = "https://w3id.org/dpv#NotRequired";
/** Optional: Indication of 'optional' or 'voluntary' */
export const Optional = "https://w3id.org/dpv#Optional";
/** Permission: A rule describing a permission to perform an activity */
export const Permission = "https://w3id.org/dpv#Permission";
/** Personal Data Process: An action, activity, or method involving personal data */
export const PersonalDataProcess = "https://w3id.org/dpv#PersonalDataProcess";
/** Process: An action, activity, or method */
export const Process = "https://w3id.org/dpv#Process";
/** Public Space: Any space that is accessible to the public or is owned by the public */
export const PublicSpace = "https://w3id.org/dpv#PublicSpace";
/** Publicly Accessible Space: A space that is accessible to all members of the public e.g. parks, malls, train stations */
export const PubliclyAccessibleSpace = "https://w3id.org/dpv#PubliclyAccessibleSpace";
/** Region: A region is an area or site that is considered a location */
export const Region = "https://w3id.org/dpv#Region";
/** Remote Location: Location is remote i.e. not local */
export const RemoteLocation = "https://w3id.org/dpv#RemoteLocation";
/** Required: Indication of 'required' or 'necessary' */
export const Required = "https://w3id.org/dpv#Required";
/** Risk Level: The magnitude of a risk expressed as an indication to aid in its management */
export const RiskLevel = "https://w3id.org/dpv#RiskLevel";
/** Service: A service is a process where one entity provides some benefit or assistance to another entity */
export const Service = "https://w3id.org/dpv#Service";
/** Severity: The magnitude of being unwanted or having negative effects such as harmful impacts */
export const Severity = "https://w3id.org/dpv#Severity";
/** Small Scale Processing: Processing that takes place at small scales (as specified by some criteria) */
export const SmallScaleProcessing = "https://w3id.org/dpv#SmallScaleProcessing";
/** Systematic Monitoring: Processing that involves systematic monitoring of individuals */
export const SystematicMonitoring = "https://w3id.org/dpv#SystematicMonitoring";
/** Third Country: Represents a country outside applicable or compatible jurisdiction as outlined in law */
export const ThirdCountry = "https://w3id.org/dpv#ThirdCountry";
/** Within Device (deprecated): Location is local and entirely within a device, such as a smartphone */
export const WithinDevice = "https://w3id.org/dpv#WithinDevice";
