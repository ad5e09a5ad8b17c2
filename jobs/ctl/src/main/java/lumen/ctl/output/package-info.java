/**
 * What commands write, and what of it was there before: whose a file is, what may be removed, and
 * who writes into a folder. A user's file is never deleted or overwritten unasked.
 */
package lumen.ctl.output;
