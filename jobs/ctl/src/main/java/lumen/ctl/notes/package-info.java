/**
 * What a careful colleague would say of a finished run: one class for each subject, whose sentences
 * name the channel or source, the figure, and the key or command that mends it.
 *
 * <p>Looks at accounts and at the files of the run; starts nothing, prints nothing.
 */
package lumen.ctl.notes;
