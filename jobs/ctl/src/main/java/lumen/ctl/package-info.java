/**
 * {@code lumenctl}: one line for each command, and how each reports a failure.
 *
 * <p>No package may know this one: what commands share lies in {@link lumen.terminal}.
 */
package lumen.ctl;
