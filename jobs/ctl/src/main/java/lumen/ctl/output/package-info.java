/**
 * What runs write, and what of it was there before: which files a run reads and has made, and who
 * writes into a folder.
 *
 * <p>Knows no command. It asks the cluster whether the job that holds a folder still lives.
 */
package lumen.ctl.output;
