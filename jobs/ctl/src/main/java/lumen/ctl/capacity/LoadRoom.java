package lumen.ctl.capacity;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a job under a live load is told: its streams on free ports of loopback, frames to a topic of
 * their own, ticks by OSC. Everything else has its default.
 *
 * @param config folder of its files
 * @param rigPort where the job hears the OSC events
 * @param referencePort where it hears the reference engine
 */
record LoadRoom(Path config, int rigPort, int referencePort) {
  /** Topic of the frames. */
  static final String FRAMES = "lumen.capacity.frames";

  /** Topic of the events of the way kafka. */
  static final String EVENTS = "lumen.capacity.events";

  /**
   * Writes the files.
   *
   * @param ticksPort where the ticks go
   */
  static LoadRoom write(Path config, LiveLoad load, int ticksPort) throws IOException {
    LoadRoom room = new LoadRoom(config, freePort(), freePort());
    Files.createDirectories(config);
    Files.writeString(config.resolve("sensors.yaml"), room.sensors(load));
    Files.writeString(config.resolve("fusion.yaml"), fusion(load, ticksPort));
    return room;
  }

  private String sensors(LiveLoad load) {
    List<String> lines = new ArrayList<>(List.of("streams:"));
    if (load.mix().contains(LoadWay.OSC)) {
      lines.add(osc(LoadEvents.OSC_SOURCE, rigPort));
    }
    lines.add(osc(LoadEvents.REFERENCE, referencePort));
    if (load.mix().contains(LoadWay.MIDI)) {
      lines.add("  - {name: keys, type: midi, device: \"%s\"}".formatted(load.midi()));
    }
    if (load.mix().contains(LoadWay.KAFKA)) {
      lines.add(
          "  - {name: events, type: kafka, bootstrap: \"%s\", topic: %s, start: latest}"
              .formatted(load.bootstrap(), EVENTS));
    }
    lines.add("sources: {ure: {role: ure}}");
    return String.join("\n", lines) + "\n";
  }

  private static String osc(String name, int port) {
    return "  - {name: %s, type: osc, addr: \"127.0.0.1:%d\"}".formatted(name, port);
  }

  private static String fusion(LiveLoad load, int ticksPort) {
    return """
        outputs:
          kafka:
            bootstrap: "%s"
            frames_topic: %s
            control_topic: lumen.capacity.control
            evidence_topic: lumen.capacity.evidence
            rejects_topic: lumen.capacity.rejects
            late_topic: lumen.capacity.late
            create: true
          osc: {addr: "127.0.0.1:%d"}
        """
        .formatted(load.bootstrap(), FRAMES, ticksPort);
  }

  private static int freePort() throws IOException {
    try (DatagramSocket socket =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      return socket.getLocalPort();
    }
  }
}
