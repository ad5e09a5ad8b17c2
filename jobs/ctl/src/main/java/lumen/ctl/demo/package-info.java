/**
 * The first thing a user runs: a rig with a known story through the job on a real cluster, and the
 * report of it.
 *
 * <p>Only the root of lumenctl may know it.
 */
package lumen.ctl.demo;
