/**
 * What commands write, and what of it was there before: whose a file is, what may be removed, and
 * who writes into a folder. A user's file is never deleted or overwritten unasked.
 *
 * <p>Knows no command. It asks the cluster whether the job that holds a folder still lives.
 */
package lumen.ctl.output;
