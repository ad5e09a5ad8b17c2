/**
 * What lies in a savepoint: {@link lumen.ctl.savepoint.SavepointFiles} knows the files that its
 * metadata names and how long they are, {@link lumen.ctl.savepoint.SavepointReading} reads what is
 * in them, whatever job it is of.
 *
 * <p>Knows no settings, no job and no command, so it says nothing of what a state means: that does
 * {@code lumen.ctl.state}.
 */
package lumen.ctl.savepoint;
