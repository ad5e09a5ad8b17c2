/**
 * What is kept of a service, in parts small enough to be written when they change ({@link
 * lumen.governance.part.LedgerPart}), and the forms of what several of them hold.
 *
 * <p>Pure: where parts are kept is not known here.
 */
package lumen.governance.part;
