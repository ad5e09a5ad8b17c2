package lumen.connectors.midi;

import javax.sound.midi.MidiDevice;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.midi.Receiver;
import javax.sound.midi.ShortMessage;
import lumen.intake.LiveInputException;

/**
 * Sends MIDI messages as they come to a device that is there, and stays with it. A message that it
 * does not take is counted. Not safe for use by several threads.
 */
public final class MidiOut implements AutoCloseable {
  private final MidiDevice device;
  private final Receiver receiver;
  private long sent;
  private long failures;
  private String failure = "";

  private MidiOut(MidiDevice device, Receiver receiver) {
    this.device = device;
    this.receiver = receiver;
  }

  /**
   * Opens a device.
   *
   * @param name which device, as for {@link MidiPlayerOptions}
   * @throws LiveInputException naming what is there instead, or why it cannot be opened
   */
  public static MidiOut open(String name) throws LiveInputException {
    MidiPorts.Found found = MidiPorts.find(new DevicePattern(name), MidiPorts.Direction.OUT);
    if (found == null) {
      String present = String.join(", ", MidiPorts.names(MidiPorts.Direction.OUT));
      throw new LiveInputException(
          "no MIDI device is there to play on: %s; present are %s"
              .formatted(name, present.isEmpty() ? "none" : present));
    }
    MidiDevice device = found.device();
    try {
      device.open();
      return new MidiOut(device, device.getReceiver());
    } catch (MidiUnavailableException e) {
      device.close();
      throw new LiveInputException(
          "MIDI device is there but cannot be opened: %s: %s".formatted(name, e.getMessage()));
    }
  }

  /** Sends a message; whether the device took it. */
  public boolean send(ShortMessage message) {
    try {
      receiver.send(message, -1);
      sent++;
      return true;
    } catch (RuntimeException e) {
      // A driver's code, or a device that was pulled out.
      failures++;
      failure = String.valueOf(e);
      return false;
    }
  }

  /** Messages that the device took. */
  public long sent() {
    return sent;
  }

  /** Messages that it did not take. */
  public long failures() {
    return failures;
  }

  /** Why it did not take the last of those; empty if there was none. */
  public String failure() {
    return failure;
  }

  @Override
  public void close() {
    receiver.close();
    device.close();
  }
}
