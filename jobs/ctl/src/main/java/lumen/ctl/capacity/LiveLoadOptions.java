package lumen.ctl.capacity;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import lumen.terminal.CommandFailure;
import picocli.CommandLine.Option;

/** What a live load is told. */
final class LiveLoadOptions {
  private static final double SOME_RATE = 5_000;

  /** A rate counts as held when it was held for so long. */
  private static final double HELD_MINUTES = 2;

  @Option(
      names = "--rate",
      paramLabel = "R",
      description = "Events a second, all ways together; with --find where to begin [5000].")
  private Optional<Double> rate = Optional.empty();

  @Option(names = "--minutes", paramLabel = "M", description = "How long it is measured [2].")
  private Optional<Double> minutes = Optional.empty();

  @Option(
      names = "--warm-up-minutes",
      paramLabel = "M",
      description = "How long it plays before that; a process still compiles for some [1].")
  private double warmUpMinutes = 1;

  @Option(
      names = "--mix",
      paramLabel = "WAY,...",
      description = "How the events come, in equal parts: osc, midi, kafka [osc].")
  private String mix = "osc";

  @Option(names = "--find", description = "Seek the highest rate that is held for 2 minutes.")
  private boolean find;

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      description = "Broker of the frames, and of events by kafka [127.0.0.1:9092].")
  private String bootstrap = "127.0.0.1:9092";

  @Option(
      names = "--midi",
      paramLabel = "DEVICE",
      description = "Device that plays back what it is sent, a part of its name [loopback].")
  private String midi = "loopback";

  @Option(
      names = "--kills",
      paramLabel = "N",
      description = "Then kill the TaskManager N times; seconds until new frames can be read [0].")
  private int kills;

  @Option(
      names = "--scrape",
      paramLabel = "URL",
      description = "What is scraped [http://127.0.0.1:9310/metrics_fusion].")
  private String scrape = "http://127.0.0.1:9310/metrics_fusion";

  @Option(names = "--scrapes", paramLabel = "N", description = "Scrapes a second [20].")
  private double scrapes = 20;

  /** Whether a live load is asked for. */
  boolean chosen() {
    return rate.isPresent() || find;
  }

  boolean find() {
    return find;
  }

  /** The load, or the one to begin with. */
  LiveLoad load() {
    if (find && minutes.isPresent()) {
      throw CommandFailure.usage("--find holds each rate for 2 minutes: leave out --minutes");
    }
    Set<LoadWay> ways = LoadWay.mix(mix);
    return new LiveLoad(
        rate.orElse(SOME_RATE),
        minutes.orElse(HELD_MINUTES),
        warmUpMinutes,
        ways,
        bootstrap,
        midi,
        scrapes,
        kills);
  }

  /** What is scraped. */
  URI scrape() {
    try {
      URI address = URI.create(scrape);
      if ("http".equals(address.getScheme()) && address.getHost() != null) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      // Told below.
    }
    throw CommandFailure.usage("--scrape must be a URL, http://HOST:PORT/PATH: " + scrape);
  }
}
