/**
 * {@code lumenctl config}: what is wrong with a config folder, what is in force, and whether a
 * recording has its rhythm inside the configured band.
 *
 * <p>Knows no cluster, no job that runs and no output folder.
 */
package lumen.ctl.config;
