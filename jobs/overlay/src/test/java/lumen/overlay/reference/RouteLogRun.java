package lumen.overlay.reference;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import lumen.event.CommandText;
import lumen.event.MalformedCommandException;
import lumen.event.Position;
import lumen.overlay.clock.LogClock;
import lumen.overlay.command.OverlayCommands;
import lumen.overlay.ingest.LineReading;
import lumen.overlay.ingest.RouteLineReader;
import lumen.overlay.record.Decision;
import lumen.overlay.record.OverlayCommand;
import lumen.overlay.record.RouteAccount;
import lumen.overlay.record.RouteReason;
import lumen.overlay.record.RouteRecord;
import lumen.overlay.record.Verdict;
import lumen.overlay.settings.OverlayCatalogue;
import lumen.overlay.settings.OverlayConfigFile;
import lumen.overlay.settings.OverlaySettings;
import lumen.overlay.sink.DecisionForm;
import lumen.overlay.sink.RouteAccountForm;
import lumen.overlay.sink.VerdictForm;
import lumen.overlay.tenant.LineMoment;
import lumen.overlay.tenant.OverlayTenant;
import lumen.overlay.tenant.RouteOutputs;
import lumen.runtime.command.CommandReader;
import lumen.runtime.evidence.EvidenceEntry;
import lumen.runtime.lines.EvidenceForm;

/** Plays one log through the rules in one thread, as plainly as can be. */
public final class RouteLogRun implements RouteOutputs {
  private static final String LOG = "input";

  private final OverlaySettings settings;
  private final RouteLineReader lines;
  private final CommandReader<OverlayCommand> commands;
  private final Map<String, OverlayTenant> tenants = new TreeMap<>();
  private final List<Told<Decision>> decisions = new ArrayList<>();
  private final List<Told<Verdict>> verdicts = new ArrayList<>();
  private final List<Told<EvidenceEntry>> evidence = new ArrayList<>();
  private final List<Told<RouteAccount>> accounts = new ArrayList<>();
  private final List<String> answers = new ArrayList<>();
  private final List<String> rejects = new ArrayList<>();
  private final Map<String, SortedMap<String, byte[]>> kept = new TreeMap<>();
  private LogClock clock = LogClock.BEGIN;
  private long line;

  private record Told<T>(long micros, String tenant, T value) {}

  /** A run with the texts of both config files; empty texts are defaults. */
  public RouteLogRun(String overlay, String flags) {
    settings =
        OverlayCatalogue.CATALOGUE
            .readTexts(
                "", Map.of(OverlayConfigFile.OVERLAY, overlay, OverlayConfigFile.FLAGS, flags))
            .orThrow();
    commands = OverlayCommands.reader(settings.file().gates());
    lines = new RouteLineReader(commands);
  }

  /** Takes a control file's lines. */
  public RouteLogRun control(List<String> file) {
    for (int i = 0; i < file.size(); i++) {
      Position at = new Position("control", 0, i + 1);
      Optional<OverlayCommand> command = command(file.get(i));
      if (command.isPresent()) {
        tenant(command.get().head().tenant()).command(command.get(), "control", at);
      } else {
        reject(RouteReason.BAD_COMMAND, "", "control", at);
      }
    }
    return this;
  }

  private Optional<OverlayCommand> command(String json) {
    try {
      return commands.read(CommandText.read(json).json()).command();
    } catch (MalformedCommandException e) {
      return Optional.empty();
    }
  }

  /** Takes lines of the log. */
  public RouteLogRun take(List<String> more) {
    more.forEach(this::take);
    return this;
  }

  /** Takes a line of the log. */
  public RouteLogRun take(String text) {
    line++;
    if (text.isBlank()) {
      return this;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Position at = new Position(LOG, 0, line);
    LineReading reading = lines.read(bytes, 0, bytes.length);
    if (reading.line().isEmpty()) {
      reject(reading.reason(), reading.detail(), LOG, at);
      return this;
    }
    RouteRecord read = reading.line().get();
    LogClock.Reading time = clock.read(read.micros(), settings.file().time());
    clock = time.clock();
    LineMoment moment =
        new LineMoment(clock.micros(), time.clamped(), time.inDoubt(), LOG, LOG, at);
    tenant(read.tenant()).line(read, moment);
    return this;
  }

  /** Lets all happen that is due, as a watermark does. */
  public RouteLogRun happen(long micros) {
    tenants.values().forEach(tenant -> tenant.happen(micros));
    return this;
  }

  /** Forgets all tenants, and takes them up from what was kept of them. */
  public RouteLogRun restart() {
    tenants.replaceAll(
        (name, tenant) ->
            OverlayTenant.restored(name, settings.tenant(), this, kept(name, tenant)));
    return this;
  }

  private SortedMap<String, byte[]> kept(String name, OverlayTenant tenant) {
    SortedMap<String, byte[]> parts = kept.computeIfAbsent(name, n -> new TreeMap<>());
    tenant
        .parts()
        .drain(
            (key, part) -> {
              if (part == null) {
                parts.remove(key);
              } else {
                parts.put(key, part);
              }
            });
    return parts;
  }

  /** The keys of all parts that are kept of a tenant. */
  public Set<String> keptKeys(String name) {
    return kept(name, tenant(name)).keySet();
  }

  /** Ends the log. */
  public RouteLogRun end() {
    tenants.values().forEach(tenant -> tenant.end(clock.micros()));
    return this;
  }

  private OverlayTenant tenant(String name) {
    return tenants.computeIfAbsent(name, n -> new OverlayTenant(n, settings.tenant(), this));
  }

  /** The decisions, by (ts, tenant, as made). */
  public List<String> decisions() {
    return lines(decisions, new DecisionForm()::line);
  }

  /** The verdicts. */
  public List<String> verdicts() {
    return lines(verdicts, new VerdictForm()::line);
  }

  /** The evidence. */
  public List<String> evidence() {
    return lines(evidence, new EvidenceForm()::line);
  }

  /** The accounts. */
  public List<String> accounts() {
    return lines(accounts, new RouteAccountForm()::line);
  }

  /** The answers, in the order of the log. */
  public List<String> answers() {
    return answers;
  }

  /** The rejects, as {@code reason stream line}. */
  public List<String> rejects() {
    return rejects;
  }

  /** The clock of the log. */
  public LogClock clock() {
    return clock;
  }

  private static <T> List<String> lines(List<Told<T>> told, Function<T, String> form) {
    return told.stream()
        .sorted(Comparator.comparingLong(Told<T>::micros).thenComparing(Told::tenant))
        .map(each -> form.apply(each.value()))
        .toList();
  }

  @Override
  public void decision(Decision decision) {
    decisions.add(new Told<>(decision.micros(), decision.tenant(), decision));
  }

  @Override
  public void answer(Decision decision) {
    answers.add(new DecisionForm().line(decision));
  }

  @Override
  public void verdict(Verdict verdict) {
    verdicts.add(new Told<>(verdict.micros(), verdict.tenant(), verdict));
  }

  @Override
  public void evidence(EvidenceEntry entry) {
    evidence.add(new Told<>(entry.tsMicros(), entry.tenant(), entry));
  }

  @Override
  public void account(RouteAccount account) {
    accounts.add(new Told<>(account.micros(), account.tenant(), account));
  }

  @Override
  public void reject(RouteReason reason, String detail, String stream, Position position) {
    rejects.add(reason.code() + ' ' + stream + ' ' + position.line());
  }
}
