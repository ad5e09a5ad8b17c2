package lumen.connectors.midi;

import java.util.Optional;

/** Whether a device to play on is there now; it may be plugged in later. */
public final class PlayableDevice {
  private PlayableDevice() {}

  /**
   * Looks at the devices of this machine.
   *
   * @param device which device, as for {@link MidiPlayerOptions}
   * @return what there is instead; empty: it is there
   */
  public static Optional<String> absence(String device) {
    if (MidiPorts.find(new DevicePattern(device), MidiPorts.Direction.OUT) != null) {
      return Optional.empty();
    }
    String present = String.join(", ", MidiPorts.names(MidiPorts.Direction.OUT));
    return Optional.of(
        "no device is there to play on: %s; present are %s; ticks are left out until it is plugged in"
            .formatted(device, present.isEmpty() ? "none" : present));
  }
}
