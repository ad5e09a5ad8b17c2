/**
 * Tells a running job what to do, or writes what a replay is to be told: makes a command for each
 * tenant, checks it as the job does, and hands it to the job's door, a file or a topic.
 *
 * <p>Knows no cluster: a job is reached through the address in its output folder.
 */
package lumen.ctl.control;
