/**
 * What all commands of operators have in common.
 *
 * <p>Says what a command is, not what follows from it: knows no job and no Flink.
 */
package lumen.runtime.command;
