/**
 * What every command that starts the fusion job knows of it: which jar and class it is, its
 * parallelism, what it needs outside of its folder, and where its metrics are served.
 *
 * <p>Knows no command, and neither results nor their folder.
 */
package lumen.ctl.fusion;
