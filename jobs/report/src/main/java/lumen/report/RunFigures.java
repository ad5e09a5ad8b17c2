package lumen.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import lumen.rig.Truth;

/** All that a report shows of a run, read once from its folder. */
public final class RunFigures {
  /** Tenants with curves; of the others a report shows the medians. */
  static final int MOST_CURVES = 24;

  private static final int SPANS = 4000;
  private static final int FEWEST_SPANS = 240;
  private static final int MOST_SPANS = 1600;

  private final Path dir;
  private final Optional<RunSummary> summary;
  private final Optional<Truth> truth;
  private final Map<String, TenantFigures> tenants = new TreeMap<>();
  private final Map<String, ChannelSummary> channels = new TreeMap<>();
  private Map<String, BridgeFigures> bridges = Map.of();
  private double targetHz = Double.NaN;

  private RunFigures(Path dir, Optional<RunSummary> summary, Optional<Truth> truth) {
    this.dir = dir;
    this.summary = summary;
    this.truth = truth;
  }

  /**
   * Reads {@code frames.ndjson}, and {@code summary.json}, {@code channels.ndjson}, {@code
   * now.ndjson}, {@code control.ndjson} and {@code evidence.ndjson} where they exist.
   *
   * @param truth truth of a simulated recording
   * @throws IOException if there are no frames to read, or one is malformed: file and line
   */
  public static RunFigures read(Path dir, Optional<Path> truth) throws IOException {
    Path frames = dir.resolve("frames.ndjson");
    if (!Files.isReadable(frames)) {
      throw new IOException("frames must be readable: " + frames);
    }
    Path summary = dir.resolve("summary.json");
    RunFigures figures =
        new RunFigures(
            dir,
            Files.exists(summary) ? Optional.of(RunSummary.read(summary)) : Optional.empty(),
            truth.isPresent() ? Optional.of(Truth.read(truth.get())) : Optional.empty());
    figures.bridges = BridgeReader.read(dir, figures.truth, figures.levels());
    figures.readFrames(frames);
    Path channels = dir.resolve("channels.ndjson");
    if (Files.isReadable(channels)) {
      figures.readChannels(channels);
    }
    Path now = dir.resolve("now.ndjson");
    if (Files.isReadable(now)) {
      figures.readNow(now);
    }
    figures.shrink();
    return figures;
  }

  private void readFrames(Path file) throws IOException {
    try (FrameReader frame = new FrameReader(file)) {
      while (frame.next()) {
        double ts = frame.required("ts");
        long step = (long) frame.required("grid");
        if (Double.isNaN(targetHz) && step != 0) {
          targetHz = Math.rint((double) step / ts * 1e6) / 1e6;
        }
        begun(frame.text("tenant")).add(ts, step, RunMode.of(frame.text("mode")), frame);
      }
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage() + " file=" + file, e);
    }
  }

  private TenantFigures begun(String name) {
    TenantFigures known = tenants.get(name);
    if (known == null) {
      known =
          new TenantFigures(
              name, tenants.size() < MOST_CURVES, phases(name), levels(), bridged(name));
      tenants.put(name, known);
    }
    return known;
  }

  private LockedSpans bridged(String tenant) {
    return bridge(tenant).map(BridgeFigures::locked).orElseGet(LockedSpans::new);
  }

  private SettledPhases phases(String tenant) {
    return trueTenant(tenant)
        .map(t -> new SettledPhases(t.phases(), truth.orElseThrow().windowS()))
        .orElse(SettledPhases.NONE);
  }

  private void readChannels(Path file) throws IOException {
    try (FrameReader frame = new FrameReader(file)) {
      while (frame.next()) {
        String name = frame.text("tenant");
        TenantFigures tenant = tenants.get(name);
        if (tenant == null) {
          continue;
        }
        double ts = frame.required("ts");
        tenant.addChance((long) frame.required("grid"), frame.number("chance"));
        String source = frame.text("source");
        String key = frame.text("key");
        ChannelSummary channel =
            channels.computeIfAbsent(
                name + '\0' + source + '\0' + key, id -> new ChannelSummary(name, source, key));
        double coherence = frame.number("coherence");
        channel.add(ts, frame.number("lag") / targetHz, coherence, tenant.phases().at(ts));
        channel.addChance(coherence, frame.number("chance"), frame.number("ppc"));
      }
    }
  }

  private void readNow(Path file) throws IOException {
    try (FrameReader frame = new FrameReader(file)) {
      while (frame.next()) {
        TenantFigures tenant = tenants.get(frame.text("tenant"));
        if (tenant != null && tenant.curves()) {
          tenant.now().add((long) frame.required("grid"), frame);
        }
      }
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage() + " file=" + file, e);
    }
  }

  private void shrink() {
    int shown = Math.max(1, Math.min(tenants.size(), MOST_CURVES));
    int spans = Math.max(FEWEST_SPANS, Math.min(MOST_SPANS, SPANS / shown));
    tenants.values().forEach(tenant -> tenant.shrinkTo(spans));
    double endS = lastS();
    bridges.values().forEach(bridge -> bridge.finish(endS, spans));
  }

  /** What is true of a tenant, if anything is known. */
  Optional<Truth.Tenant> trueTenant(String tenant) {
    return truth.flatMap(
        t -> t.tenants().stream().filter(of -> of.tenant().equals(tenant)).findFirst());
  }

  Path dir() {
    return dir;
  }

  Optional<RunSummary> summary() {
    return summary;
  }

  /** What the run is judged by; none where it does not tell. */
  RunLevels levels() {
    return summary.map(RunSummary::levels).orElse(RunLevels.NONE);
  }

  Optional<Truth> truth() {
    return truth;
  }

  Collection<TenantFigures> tenants() {
    return tenants.values();
  }

  Collection<ChannelSummary> channels() {
    return channels.values();
  }

  /** Names of all tenants that have frames or ticks, in order. */
  SortedSet<String> names() {
    SortedSet<String> names = new TreeSet<>(tenants.keySet());
    names.addAll(bridges.keySet());
    return names;
  }

  Optional<TenantFigures> tenant(String name) {
    return Optional.ofNullable(tenants.get(name));
  }

  /** The bridges of the tenants, in their order; none in a run without control frames. */
  Collection<BridgeFigures> bridges() {
    return bridges.values();
  }

  Optional<BridgeFigures> bridge(String tenant) {
    return Optional.ofNullable(bridges.get(tenant));
  }

  /** Rate of the grid in Hz; NaN without frames. */
  double targetHz() {
    return targetHz;
  }

  /** First time of a frame or a tick in seconds since the epoch; NaN without either. */
  double firstS() {
    return DoubleStream.concat(
            tenants.values().stream().mapToDouble(TenantFigures::firstS),
            bridges.values().stream().mapToDouble(BridgeFigures::firstS))
        .min()
        .orElse(Double.NaN);
  }

  /** Last time of a frame or a tick in seconds since the epoch; NaN without either. */
  double lastS() {
    return DoubleStream.concat(
            tenants.values().stream().mapToDouble(TenantFigures::lastS),
            bridges.values().stream().mapToDouble(BridgeFigures::lastS))
        .max()
        .orElse(Double.NaN);
  }

  /** The time axis of the frames alone; there must be some. */
  TimeAxis frameAxis() {
    double fromS = tenants.values().stream().mapToDouble(TenantFigures::firstS).min().orElseThrow();
    double toS = tenants.values().stream().mapToDouble(TenantFigures::lastS).max().orElseThrow();
    return new TimeAxis(fromS, toS + 1 / targetHz);
  }

  /** The time axis of all plots, from the first frame or tick to the end of the last. */
  TimeAxis axis() {
    return new TimeAxis(firstS(), lastS() + (Double.isNaN(targetHz) ? 1 : 1 / targetHz));
  }

  long frames() {
    return tenants.values().stream().mapToLong(TenantFigures::frames).sum();
  }
}
