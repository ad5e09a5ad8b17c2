/**
 * MIDI devices that are files, for machines without any: a file in a folder is a device that is
 * plugged in, deleting it pulls the plug. The folder is the system property {@code
 * lumen.test.midi.folder}, or else the environment variable {@code LUMEN_TEST_MIDI_FOLDER}; without
 * either there are no such devices.
 *
 * <ul>
 *   <li>{@code NAME.mid}: input device NAME, a performance that the JDK's sequencer plays over and
 *       over while the device is open,
 *   <li>{@code NAME.once.mid}: the same, played once every time the device is opened,
 *   <li>{@code NAME.xN.mid}, {@code NAME.once.xN.mid}: N times as fast,
 *   <li>{@code NAME.rec}: output device NAME; every message it is sent becomes a line of
 *       hexadecimal digits in the file.
 * </ul>
 *
 * <p>A real-time message that a file holds as an escape ({@code F7 01 F8}) is sent as itself. As
 * with a real device, the handle of one that is unplugged stays open and is silent. These classes
 * use the JDK alone: with {@code META-INF/services} they are a jar for the class path of a cluster.
 */
package lumen.connectors.midi.rig;
