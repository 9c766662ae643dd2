/**
 * Requests of data subjects, from receipt to answer: identity, deadline, disclosure, erasure, notices and breaches.
 * @packageDocumentation
 */

export {};
