package lumen.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.sound.midi.spi.MidiDeviceProvider;
import lumen.benchmarks.midi.CableDevices;

/**
 * A MIDI cable from this process to a cluster: its driver is a jar on the class path of the
 * cluster, as that of a real device may be.
 *
 * @param drivers folder of the jar
 * @param port of the cable
 */
record MidiCable(Path drivers, int port) {
  private static final List<String> CLASSES =
      List.of(
          "CableDevices",
          "CableDevices$CableInfo",
          "CableDevice",
          "CableDevice$Sender",
          "CableDevice$Listener");

  /** Lays it: from now on this process has the device. */
  static MidiCable lay(Path drivers) throws IOException {
    MidiCable cable = new MidiCable(Files.createDirectories(drivers), freePort());
    cable.writeDriver();
    System.setProperty(CableDevices.PROPERTY, Integer.toString(cable.port));
    return cable;
  }

  /** The variables of a cluster at its other end. */
  Map<String, String> environment() {
    return Map.of(
        "LUMEN_CLUSTER_LIB", drivers.toString(), CableDevices.VARIABLE, Integer.toString(port));
  }

  private void writeDriver() throws IOException {
    String folder = CableDevices.class.getPackageName().replace('.', '/');
    try (OutputStream file = Files.newOutputStream(drivers.resolve("midi-cable.jar"));
        JarOutputStream out = new JarOutputStream(file)) {
      for (String name : CLASSES) {
        String entry = folder + '/' + name + ".class";
        out.putNextEntry(new JarEntry(entry));
        try (InputStream in = CableDevices.class.getResourceAsStream('/' + entry)) {
          in.transferTo(out);
        }
        out.closeEntry();
      }
      out.putNextEntry(new JarEntry("META-INF/services/" + MidiDeviceProvider.class.getName()));
      out.write(CableDevices.class.getName().getBytes(StandardCharsets.UTF_8));
      out.closeEntry();
    }
  }

  private static int freePort() throws IOException {
    try (DatagramSocket socket =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      return socket.getLocalPort();
    }
  }
}
