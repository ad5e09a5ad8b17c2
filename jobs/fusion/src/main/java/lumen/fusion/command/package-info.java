/**
 * An operator's commands: their types, fields and ranges, and a reader ({@link
 * lumen.fusion.command.OperatorCommandReader}) as strict as that of the configuration.
 *
 * <p>Says what a command is, not what follows from it: knows neither tenants, bridge nor Flink.
 */
package lumen.fusion.command;
