package lumen.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import lumen.connectors.live.ArrivalClock;
import lumen.connectors.osc.OscOut;
import lumen.ctl.Lumenctl;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code scripts/benchmark now-live}: how late a frame of now is heard by OSC, beyond its known
 * delay, while samples come by OSC.
 *
 * <p>Coordinated omission is excluded: samples are sent when they are due, and a frame is late by
 * when it was due, {@code delay_s} and the out-of-orderness of live inputs behind its step. Which
 * step a message is of follows from when it is heard: a frame later than a step counts as the next
 * one's, so the number of steps that were heard is told beside the lateness.
 */
@Command(
    name = "now-live",
    mixinStandardHelpOptions = true,
    description = {
      "Run the job live in this process on samples by OSC, and tell how late frames of now are",
      "heard by OSC beyond their known delay. On a machine that does nothing else."
    })
public final class NowLatency implements Callable<Integer> {
  private static final double MICROS = 1e6;
  private static final long STEP_MICROS = 200_000;
  private static final String CONFIG =
      """
      version: 2.0
      now: {min_trained_s: 5}
      window: {rebalance_window_s: 30}
      outputs: {osc: {addr: "127.0.0.1:%d"}}
      """;

  @Spec private CommandSpec spec;

  @Option(names = "--channels", paramLabel = "N", description = "Channels [50].")
  private int channels = 50;

  @Option(names = "--rate", paramLabel = "HZ", description = "Samples a second of each [100].")
  private int rateHz = 100;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = "How long it is listened to, behind a minute for learning [120].")
  private int seconds = 120;

  /** Runs the command. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new NowLatency()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    Path work = Files.createTempDirectory("lumen-now-");
    int total = seconds + 60;
    try (DatagramSocket ear =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      int port = ClusterOfBuild.freePort();
      Path config = Files.createDirectories(work.resolve("config"));
      Files.writeString(config.resolve("fusion.yaml"), CONFIG.formatted(ear.getLocalPort()));
      Files.writeString(
          config.resolve("sensors.yaml"),
          "streams:\n  - {name: rig, type: osc, addr: \"127.0.0.1:%d\"}\nsources:\n  rig: {rate_hz: %d}\n"
              .formatted(port, rateHz));
      Thread sender = new Thread(() -> send(port, total), "samples");
      sender.setDaemon(true);
      sender.start();
      Heard heard = new Heard(ear);
      heard.setDaemon(true);
      heard.start();
      int exit =
          Lumenctl.commandLine()
              .execute(
                  "run",
                  "--local",
                  "--config",
                  config.toString(),
                  "--out",
                  work.resolve("out").toString(),
                  "--for",
                  total + "s");
      if (exit != ExitCode.OK) {
        throw new CommandFailure(exit, "lumenctl run must run: see above");
      }
      tell(heard);
    } finally {
      TemporaryFolder.delete(work);
    }
    return ExitCode.OK;
  }

  /** Rhythms of one rate, each a little behind the one before, when they are due. */
  private void send(int port, int total) {
    LongSupplier clock = ArrivalClock.ofMachine();
    try (OscOut out = new OscOut("127.0.0.1", port)) {
      long begun = clock.getAsLong();
      for (long k = 0; k < (long) total * rateHz; k++) {
        long due = begun + k * 1_000_000 / rateHz;
        long wait = due - clock.getAsLong();
        if (wait > 0) {
          LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(wait));
        }
        for (int c = 0; c < channels; c++) {
          double turns = k / (double) rateHz + 0.002 * c;
          out.send("/rig/ch" + c, List.of((float) StrictMath.sin(2 * Math.PI * turns)));
        }
      }
    }
  }

  /** Notes how late each frame's order is heard. */
  private static final class Heard extends Thread {
    private final DatagramSocket ear;
    private final LongSupplier clock = ArrivalClock.ofMachine();
    private final List<Long> at = Collections.synchronizedList(new ArrayList<>());

    Heard(DatagramSocket ear) {
      super("ear");
      this.ear = ear;
    }

    @Override
    public void run() {
      DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
      try {
        while (true) {
          ear.receive(packet);
          long now = clock.getAsLong();
          String head =
              new String(
                  packet.getData(),
                  0,
                  Math.min(packet.getLength(), 64),
                  StandardCharsets.ISO_8859_1);
          if (head.startsWith("/lumen/") && head.contains("/order\0")) {
            at.add(now);
          }
        }
      } catch (IOException e) {
        // The socket was closed: nobody listens any more.
      }
    }
  }

  private void tell(Heard heard) {
    long known = Math.round((0.2 + 0.1) * MICROS);
    List<Long> at = List.copyOf(heard.at);
    if (at.isEmpty()) {
      throw CommandFailure.usage("must hear frames of now: none came");
    }
    long last = at.get(at.size() - 1);
    List<Long> counted =
        at.stream().filter(time -> time > last - seconds * 1_000_000L && time < last).toList();
    long[] late =
        counted.stream()
            .mapToLong(time -> Math.floorMod(time - known, STEP_MICROS))
            .sorted()
            .toArray();
    long steps =
        (counted.get(counted.size() - 1) - counted.get(0) + STEP_MICROS / 2) / STEP_MICROS + 1;
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "%d channels at %d Hz: frames of now heard %d of %d; late beyond delay_s 0.2 s and 0.1 s:"
            + " p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, most %.1f ms%n",
        channels,
        rateHz,
        late.length,
        steps,
        quantile(late, 0.5),
        quantile(late, 0.95),
        quantile(late, 0.99),
        quantile(late, 1));
    out.flush();
  }

  private static double quantile(long[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))] / 1e3;
  }
}
