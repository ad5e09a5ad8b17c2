package lumen.benchmarks.midi;

import javax.sound.midi.MidiDevice;
import javax.sound.midi.spi.MidiDeviceProvider;

/** Lists the cable, where it has a port. */
public final class CableDevices extends MidiDeviceProvider {
  /** System property of the port. */
  public static final String PROPERTY = "lumen.benchmark.midi";

  /** Environment variable of the port. */
  public static final String VARIABLE = "LUMEN_BENCHMARK_MIDI";

  /** Name of the device. */
  public static final String NAME = "loopback";

  /** What is known of the cable. */
  static final class CableInfo extends MidiDevice.Info {
    final int port;

    CableInfo(int port) {
      super(NAME, "Lumen", "UDP port " + port + " of loopback", "1");
      this.port = port;
    }
  }

  @Override
  public MidiDevice.Info[] getDeviceInfo() {
    String port = System.getProperty(PROPERTY, System.getenv(VARIABLE));
    return port == null || !port.matches("[0-9]{1,5}")
        ? new MidiDevice.Info[0]
        : new MidiDevice.Info[] {new CableInfo(Integer.parseInt(port))};
  }

  @Override
  public boolean isDeviceSupported(MidiDevice.Info info) {
    return info instanceof CableInfo;
  }

  @Override
  public MidiDevice getDevice(MidiDevice.Info info) {
    if (!(info instanceof CableInfo cable)) {
      throw new IllegalArgumentException("device must be the cable: " + info);
    }
    return new CableDevice(cable);
  }
}
