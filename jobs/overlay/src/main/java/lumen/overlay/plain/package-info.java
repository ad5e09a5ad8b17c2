/**
 * The rules of the job in one thread, without its graph ({@link lumen.overlay.plain.PlainLog}): for
 * who simulates a gateway, times a decision or tells what a log would come to.
 *
 * <p>Reads lines as the job does; knows no Flink, no file and no clock of the machine.
 */
package lumen.overlay.plain;
