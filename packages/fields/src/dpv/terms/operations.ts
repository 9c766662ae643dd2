/** Processing operations. DPV 2.3, © W3C (see `../NOTICE.md`). */

/** Access: to access data */
export const Access = "https://w3id.org/dpv#Access";
/** Adapt: to modify the data, often rewritten into a new form for a new use */
export const Adapt = "https://w3id.org/dpv#Adapt";
/** Align: to adjust the data to be in relation to another data */
export const Align = "https://w3id.org/dpv#Align";
/** Alter: to change the data without changing it into something else */
export const Alter = "https://w3id.org/dpv#Alter";
/** Anonymise. */
export const Anonymise = "https://w3id.org/dpv#Anonymise";
/** Collect: to gather data from someone */
export const Collect = "https://w3id.org/dpv#Collect";
/** Combine: to join or merge data */
export const Combine = "https://w3id.org/dpv#Combine";
/** Consult: to consult or query data */
export const Consult = "https://w3id.org/dpv#Consult";
/** Copy: to produce an exact reproduction of the data */
export const Copy = "https://w3id.org/dpv#Copy";
/** Delete: to remove data in a logical fashion i.e. with the possibility of retrieval */
export const Delete = "https://w3id.org/dpv#Delete";
/** Derive: to create new derivative data from the original data */
export const Derive = "https://w3id.org/dpv#Derive";
/** Destruct: to process data in a way it no longer exists or cannot be repaired */
export const Destruct = "https://w3id.org/dpv#Destruct";
/** Disclose: to make data known */
export const Disclose = "https://w3id.org/dpv#Disclose";
/** Erase: to remove data from existence i.e. without the possibility of retrieval */
export const Erase = "https://w3id.org/dpv#Erase";
/** Filter: to filter or keep data for some criteria */
export const Filter = "https://w3id.org/dpv#Filter";
/** Infer: to infer data from existing data */
export const Infer = "https://w3id.org/dpv#Infer";
/** Obtain: to solicit or gather data from someone */
export const Obtain = "https://w3id.org/dpv#Obtain";
/** Processing: Operations or 'processing' performed on data */
export const Processing = "https://w3id.org/dpv#Processing";
/** Pseudonymise: to replace personal identifiable information by artificial identifiers */
export const Pseudonymise = "https://w3id.org/dpv#Pseudonymise";
/** Record: to make a record (especially media) */
export const Record = "https://w3id.org/dpv#Record";
/** Remove: to destruct or erase data */
export const Remove = "https://w3id.org/dpv#Remove";
/** Restrict: to apply a restriction on the processing of specific records */
export const Restrict = "https://w3id.org/dpv#Restrict";
/** Retrieve: to retrieve data, often in an automated manner */
export const Retrieve = "https://w3id.org/dpv#Retrieve";
/** Share: to give data (or a portion of it) to others */
export const Share = "https://w3id.org/dpv#Share";
/** Store: to keep data for future use */
export const Store = "https://w3id.org/dpv#Store";
/** Transfer: to move data from one place to another */
export const Transfer = "https://w3id.org/dpv#Transfer";
/** Transform: to change the form or nature of data */
export const Transform = "https://w3id.org/dpv#Transform";
/** Transmit: to send out data */
export const Transmit = "https://w3id.org/dpv#Transmit";
/** Use: to use data */
export const Use = "https://w3id.org/dpv#Use";
