/**
 * An operator's commands: what every command says, a reader as strict as that of the configuration
 * ({@link lumen.runtime.command.CommandReader}), which is told the types that the job obeys, and
 * the ids of those that were carried out.
 *
 * <p>Says what a command is, not what follows from it: knows no type of any job, and no Flink.
 */
package lumen.runtime.command;
