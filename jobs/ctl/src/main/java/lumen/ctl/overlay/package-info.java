/**
 * What lumenctl knows of the overlay job beside what every job has: what became of its requests,
 * and the files that people read of a run.
 *
 * <p>Reads files alone; knows no command and no cluster.
 */
package lumen.ctl.overlay;
