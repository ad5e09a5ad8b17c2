package lumen.connectors.midi;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.sound.midi.MidiDevice;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.midi.Sequencer;
import javax.sound.midi.Synthesizer;

/**
 * The MIDI devices of this machine as Java knows them now.
 *
 * <p>How current that is (JDK 17, {@code com.sun.media.sound}): {@code JSSecurityManager} looks for
 * {@code MidiDeviceProvider}s anew at every call, through the thread's context class loader; the
 * Linux provider counts the devices at every call and reads their names anew only if their number
 * has changed. It does so on static arrays, but locks only the provider, of which every call has
 * its own: two threads at once may see half a list. Therefore all looks of this process go through
 * the lock of this class.
 */
final class MidiPorts {
  /** Which way the messages go, seen from here. */
  enum Direction {
    IN,
    OUT;

    boolean isOf(MidiDevice device) {
      return (this == IN ? device.getMaxTransmitters() : device.getMaxReceivers()) != 0;
    }
  }

  /**
   * A device that is meant.
   *
   * @param device the device, not opened
   * @param others names of others that are meant as well
   */
  record Found(MidiDevice device, List<String> others) {}

  private MidiPorts() {}

  /**
   * Finds the first device that is meant and can send or receive. The JDK's own sequencer and
   * synthesizer are meant only where their whole name is given.
   *
   * @return null where there is none now
   */
  static synchronized Found find(DevicePattern pattern, Direction direction) {
    List<MidiDevice> usable = new ArrayList<>();
    for (MidiDevice.Info info : pattern.select(infos())) {
      MidiDevice device = deviceOf(info);
      if (device == null || !direction.isOf(device)) {
        continue;
      }
      boolean builtIn = device instanceof Sequencer || device instanceof Synthesizer;
      if (!builtIn || pattern.names(info)) {
        usable.add(device);
      }
    }
    return usable.isEmpty()
        ? null
        : new Found(
            usable.get(0),
            usable.stream().skip(1).map(device -> device.getDeviceInfo().getName()).toList());
  }

  /** Whether a device of this name, vendor, version and description is there now. */
  static synchronized boolean has(MidiDevice.Info wanted) {
    return infos().stream().anyMatch(info -> isSame(info, wanted));
  }

  /** Names of the devices of this direction that are there now, without the JDK's own. */
  static synchronized List<String> names(Direction direction) {
    return infos().stream()
        .filter(
            info -> {
              MidiDevice device = deviceOf(info);
              return device != null
                  && direction.isOf(device)
                  && !(device instanceof Sequencer || device instanceof Synthesizer);
            })
        .map(MidiDevice.Info::getName)
        .toList();
  }

  private static List<MidiDevice.Info> infos() {
    return Stream.of(MidiSystem.getMidiDeviceInfo()).toList();
  }

  private static MidiDevice deviceOf(MidiDevice.Info info) {
    try {
      return MidiSystem.getMidiDevice(info);
    } catch (MidiUnavailableException | IllegalArgumentException e) {
      // It went between the list and this call, or its driver refuses: not there now.
      return null;
    }
  }

  private static boolean isSame(MidiDevice.Info a, MidiDevice.Info b) {
    return a.getName().equals(b.getName())
        && a.getVendor().equals(b.getVendor())
        && a.getVersion().equals(b.getVersion())
        && a.getDescription().equals(b.getDescription());
  }
}
