package lumen.ctl.live;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A config folder with windows so short that a live run of half a minute goes through several.
 *
 * @param config the folder
 * @param port where its OSC stream {@code rig} listens
 */
record LiveRig(Path config, int port) {
  static final double TARGET_HZ = 20;
  static final double WINDOW_S = 4;
  static final double STALE_S = 3;

  /** lag.max_lag_s + (1 + (band.taps - 1)/2 + 10)/target_hz + resample.max_gap_s. */
  static final double HORIZON_S = 0.5 + (1 + 5 + 10) / TARGET_HZ + 0.5;

  private static final String FUSION =
      """
      version: 2.0
      clip: {window_s: 3, min_samples: 10}
      resample: {target_hz: 20, max_gap_s: 0.5, rate_wait_s: 1}
      lag: {max_lag_s: 0.5}
      band: {low_hz: 2, high_hz: 8, taps: 11}
      window: {rebalance_window_s: 4}
      failover: {stale_after_s: 3}
      capture: {rotate_mib: 1}
      """;

  /** Writes the folder, with a port that is free now. */
  static LiveRig write(Path folder) throws IOException {
    return write(folder, "");
  }

  /**
   * Writes the folder, with a port that is free now.
   *
   * @param streams further streams, as lines of sensors.yaml
   */
  static LiveRig write(Path folder, String streams) throws IOException {
    int port = freePort();
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("fusion.yaml"), FUSION);
    Files.writeString(
        folder.resolve("sensors.yaml"),
        """
        streams:
          - {name: rig, type: osc, addr: "127.0.0.1:%d", tenant: stage}
        %ssources:
          rig: {rate_hz: 100}
        """
            .formatted(port, streams));
    return new LiveRig(folder, port);
  }

  /** A port of UDP on loopback that is free now. */
  static int freePort() throws IOException {
    try (DatagramSocket socket =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      return socket.getLocalPort();
    }
  }
}
