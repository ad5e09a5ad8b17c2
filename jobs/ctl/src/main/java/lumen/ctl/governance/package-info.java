/**
 * What lumenctl knows of the governance job beside what every job has: what a run told of its
 * services.
 *
 * <p>Reads files alone; knows no command and no cluster.
 */
package lumen.ctl.governance;
