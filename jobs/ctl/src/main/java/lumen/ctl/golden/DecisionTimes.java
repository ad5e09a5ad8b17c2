package lumen.ctl.golden;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import lumen.event.Position;
import lumen.jobs.JobKind;
import lumen.overlay.plain.PlainLog;
import lumen.overlay.record.Decision;
import lumen.overlay.record.RouteAccount;
import lumen.overlay.record.RouteReason;
import lumen.overlay.record.Verdict;
import lumen.overlay.settings.FeatureVariable;
import lumen.overlay.settings.OverlayCatalogue;
import lumen.overlay.settings.OverlaySettings;
import lumen.overlay.tenant.RouteOutputs;
import lumen.runtime.evidence.EvidenceEntry;
import org.apache.flink.util.FileUtils;

/**
 * What the decisions of a golden take in one thread, beside those of the same log when every
 * request is given the baseline.
 *
 * @param decisions how many were timed
 * @param p50 median, microseconds
 * @param p95 95th percentile, microseconds
 * @param baselineP50 median with the baseline alone
 * @param baselineP95 95th percentile with the baseline alone
 */
record DecisionTimes(
    long decisions, double p50, double p95, double baselineP50, double baselineP95) {
  private static final double NANOS = 1e3;
  private static final double TAIL = 0.95;

  /** Times them; empty where the golden is of another job or holds no request. */
  static Optional<DecisionTimes> of(GoldenFolder golden, Path configs, int times)
      throws IOException {
    if (golden.spec().job() != JobKind.OVERLAY) {
      return Optional.empty();
    }
    Path config = Files.createTempDirectory("lumen-golden-");
    try {
      golden.configure(configs, config);
      OverlaySettings read = OverlayCatalogue.CATALOGUE.read(config).orThrow();
      OverlaySettings its =
          read.with(FeatureVariable.apply(golden.spec().features(), read.flags()));
      OverlaySettings none = read.with(FeatureVariable.apply(Optional.of(""), read.flags()));
      List<String> lines = lines(golden.input());
      long[] with = timed(its, lines, times);
      long[] without = timed(none, lines, times);
      return with.length == 0
          ? Optional.empty()
          : Optional.of(
              new DecisionTimes(
                  with.length, at(with, 0.5), at(with, TAIL), at(without, 0.5), at(without, TAIL)));
    } finally {
      FileUtils.deleteDirectory(config.toFile());
    }
  }

  private static List<String> lines(Path input) throws IOException {
    byte[] bytes = Files.readAllBytes(input);
    if (input.toString().endsWith(".gz")) {
      try (var in = new BufferedInputStream(new GZIPInputStream(new ByteArrayInputStream(bytes)))) {
        bytes = in.readAllBytes();
      }
    }
    return new String(bytes, StandardCharsets.UTF_8).lines().toList();
  }

  /** Nanoseconds of each decision of all but the first play, sorted. */
  private static long[] timed(OverlaySettings settings, List<String> lines, int times) {
    long[] nanos = new long[lines.size() * times];
    int n = 0;
    for (int play = 0; play <= times; play++) {
      Decided decided = new Decided();
      PlainLog log = new PlainLog(settings, "timed", decided);
      for (String line : lines) {
        decided.any = false;
        long begun = System.nanoTime();
        log.take(line);
        long took = System.nanoTime() - begun;
        if (decided.any && play > 0) {
          nanos[n++] = took;
        }
      }
    }
    long[] sorted = Arrays.copyOf(nanos, n);
    Arrays.sort(sorted);
    return sorted;
  }

  private static double at(long[] sorted, double share) {
    return sorted.length == 0 ? Double.NaN : sorted[(int) (share * (sorted.length - 1))] / NANOS;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d decisions: p50 %.1f us, p95 %.1f us; with the baseline alone %.1f and %.1f us",
        decisions,
        p50,
        p95,
        baselineP50,
        baselineP95);
  }

  /** Hears whether anything was decided. */
  private static final class Decided implements RouteOutputs {
    private boolean any;

    @Override
    public void decision(Decision decision) {
      any = true;
    }

    @Override
    public void answer(Decision decision) {
      any = true;
    }

    @Override
    public void verdict(Verdict verdict) {
      // Takes no time of a decision.
    }

    @Override
    public void evidence(EvidenceEntry entry) {
      // Takes no time of a decision.
    }

    @Override
    public void account(RouteAccount account) {
      // Takes no time of a decision.
    }

    @Override
    public void reject(RouteReason reason, String detail, String stream, Position position) {
      // Takes no time of a decision.
    }
  }
}
