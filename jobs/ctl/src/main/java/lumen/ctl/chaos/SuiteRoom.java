package lumen.ctl.chaos;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import lumen.ctl.relay.TcpRelay;
import lumen.ctl.relay.UdpRelay;
import lumen.ctl.replay.JobRequest;
import lumen.ctl.stage.AnsweringEngine;
import lumen.ctl.stage.PlayedStage;
import lumen.runtime.job.JobArguments;

/** A stage, an engine, and a relay before each of the two inputs of a job. */
final class SuiteRoom implements AutoCloseable {
  private static final String NAME = "chaos";

  private final AnsweringEngine engine = new AnsweringEngine();
  private final TcpRelay engineRelay;
  private final UdpRelay sensorsRelay;
  private final PlayedStage stage;
  private final int sensors;
  private final int reference;

  /**
   * Opens everything; nothing plays yet.
   *
   * @param seed of noise and of all chance
   */
  SuiteRoom(long seed) throws IOException {
    sensors = freeUdpPort();
    reference = freeUdpPort();
    engineRelay =
        new TcpRelay(
            0, new InetSocketAddress(InetAddress.getLoopbackAddress(), engine.port()), seed);
    sensorsRelay =
        new UdpRelay(0, new InetSocketAddress(InetAddress.getLoopbackAddress(), sensors), seed);
    stage = new PlayedStage(sensorsRelay.port(), reference, seed);
  }

  private static int freeUdpPort() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Writes what the job is told. */
  void configure(Path config) throws IOException {
    Files.createDirectories(config);
    Files.writeString(
        config.resolve("sensors.yaml"),
        """
        streams:
          - {name: rig, type: osc, addr: "127.0.0.1:%d", tenant: stage}
          - {name: beat, type: osc, addr: "127.0.0.1:%d", tenant: stage}
          - {name: ure, type: ure, metrics_url: "http://127.0.0.1:%d/metrics", pull_interval_s: 1, tenant: stage}
        sources:
          beat: {role: ure}
          rig: {rate_hz: %d}
        """
            .formatted(sensors, reference, engineRelay.port(), PlayedStage.HZ));
    Files.writeString(config.resolve("fusion.yaml"), "{}\n");
  }

  PlayedStage stage() {
    return stage;
  }

  TcpRelay engineRelay() {
    return engineRelay;
  }

  UdpRelay sensorsRelay() {
    return sensorsRelay;
  }

  /** The job of these inputs. */
  record Request(Path config, Path out, int parallelism) implements JobRequest {
    @Override
    public String name() {
      return NAME;
    }

    @Override
    public JobArguments job() {
      return JobArguments.with()
          .streams(true)
          .config(Optional.of(config))
          .out(out)
          .name(NAME)
          .parallelism(parallelism)
          .make();
    }
  }

  @Override
  public void close() throws IOException {
    stage.close();
    sensorsRelay.close();
    engineRelay.close();
    engine.close();
  }
}
