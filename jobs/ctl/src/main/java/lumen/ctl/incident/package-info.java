/**
 * {@code lumenctl incident}: what is known of the last minutes of a job, in one file that can be
 * given to somebody else. Secrets do not leave; what could not be had is told in the file itself.
 */
package lumen.ctl.incident;
