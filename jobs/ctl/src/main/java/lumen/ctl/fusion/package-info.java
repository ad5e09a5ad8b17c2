/**
 * What every command that starts a job knows of it: which one it is, which jar and class, its
 * parallelism, what it needs outside of its folder, and where its metrics are served.
 *
 * <p>Knows no command, and neither results nor their folder.
 */
package lumen.ctl.fusion;
