package lumen.governance.reference;

import static lumen.governance.figure.ServiceCalendar.SECOND;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import lumen.governance.catalogue.GovernanceCatalogue;
import lumen.governance.command.ServiceCommands;
import lumen.governance.ingest.ServiceLineReader;
import lumen.governance.ingest.ServiceReading;
import lumen.governance.line.ServiceJson;
import lumen.governance.part.ChangedParts;
import lumen.governance.record.Fields;
import lumen.governance.record.ServiceCommand;
import lumen.governance.record.ServiceDecision;
import lumen.governance.record.ServiceLine;
import lumen.governance.record.ServiceOutputs;
import lumen.governance.service.ServiceLedger;
import lumen.governance.settings.GovernanceSettings;

/** Plays one log through the ledger of one service, as plainly as can be. */
public final class ServiceRun implements ServiceOutputs {
  private static final String SERVICE = "api";
  private static final String STREAM = "log";

  private final GovernanceSettings settings;
  private final ServiceLineReader reader;
  private final NavigableMap<String, byte[]> kept = new TreeMap<>();
  private ServiceLedger ledger;
  private final ServiceJson json = new ServiceJson(SERVICE);
  private final List<ServiceLine> taken = new ArrayList<>();
  private final List<String> scorecards = new ArrayList<>();
  private final List<String> decisions = new ArrayList<>();
  private final List<String> edges = new ArrayList<>();
  private final List<String> evidence = new ArrayList<>();
  private final List<String> commands = new ArrayList<>();
  private final List<String> rejects = new ArrayList<>();
  private final Map<String, Integer> reasons = new TreeMap<>();
  private long newest = Long.MIN_VALUE;
  private long shown = Long.MIN_VALUE;
  private long place;
  private long read;
  private long late;

  /** A run with settings. */
  public ServiceRun(GovernanceSettings settings) {
    this.settings = settings;
    reader = new ServiceLineReader(settings);
    ledger = restored();
  }

  private ServiceLedger restored() {
    return ServiceLedger.restored(
        SERVICE, settings, config -> GovernanceCatalogue.commanded(config).settings(), this, kept);
  }

  /** Keeps what changed, and goes on with what was kept. */
  private void rebuild() {
    ledger.drain(
        new ChangedParts(
            (key, bytes) -> {
              if (bytes == null) {
                kept.remove(key);
              } else {
                kept.put(key, bytes);
              }
            }));
    ledger = restored();
  }

  /**
   * Ends the log, and goes on with a ledger that was kept after every so many lines; steps close as
   * lines come.
   */
  ServiceRun endRebuilt(int lines) {
    for (int i = 0; i < taken.size(); i++) {
      ServiceLine line = taken.get(i);
      ledger.add(line, STREAM);
      if (i % lines == 0) {
        rebuild();
      }
      ledger.advance(newestUpTo(i) - Math.round(settings.time().outOfOrdernessS() * SECOND) - 1);
      if (i % lines == lines / 2) {
        rebuild();
      }
    }
    rebuild();
    ledger.advance(Long.MAX_VALUE);
    rebuild();
    return this;
  }

  /**
   * Ends the log as it comes live: a step closes when the lateness is over, and commands come
   * between two lines.
   *
   * @param commands by the number of the line that they come before
   */
  ServiceRun endLive(Map<Integer, List<String>> commands) {
    for (int i = 0; i < taken.size(); i++) {
      control(commands.getOrDefault(i, List.of()));
      ledger.add(taken.get(i), STREAM);
      ledger.advance(newestUpTo(i) - Math.round(settings.time().outOfOrdernessS() * SECOND) - 1);
    }
    ledger.advance(Long.MAX_VALUE);
    return this;
  }

  private long newestUpTo(int i) {
    shown = Math.max(shown, taken.get(i).micros());
    return shown;
  }

  /** The keys of what is kept. */
  Set<String> kept() {
    return kept.keySet();
  }

  /** The ledger. */
  ServiceLedger ledger() {
    return ledger;
  }

  /** Takes a control file. */
  public ServiceRun control(List<String> lines) {
    lines.forEach(line -> ledger.add(ServiceCommands.read(line).orElseThrow()));
    return this;
  }

  /** Takes lines of the log. */
  public ServiceRun take(List<byte[]> lines) {
    lines.forEach(this::take);
    return this;
  }

  /** Takes lines of the log. */
  public ServiceRun texts(List<String> lines) {
    lines.forEach(line -> take(line.getBytes(StandardCharsets.UTF_8)));
    return this;
  }

  private void take(byte[] line) {
    place++;
    if (new String(line, StandardCharsets.UTF_8).isBlank()) {
      return;
    }
    read++;
    ServiceReading reading = reader.read(line, 0, line.length);
    if (reading.line().isEmpty()) {
      reject(reading.reason().code());
      return;
    }
    long micros = reading.line().get().micros();
    double ahead = settings.time().maxAheadS() * SECOND;
    if (newest != Long.MIN_VALUE && micros > newest + ahead) {
      reject("ahead_of_stream");
    } else if (newest != Long.MIN_VALUE
        && micros < newest - settings.time().outOfOrdernessS() * SECOND) {
      late++;
    } else {
      newest = Math.max(newest, micros);
      taken.add(reading.line().get());
    }
  }

  private void reject(String reason) {
    rejects.add(reason + ' ' + place);
    reasons.merge(reason, 1, Integer::sum);
  }

  /** Mixes the lines that were taken; each still belongs to its time. */
  ServiceRun shuffle(Random random) {
    Collections.shuffle(taken, random);
    return this;
  }

  /** Ends the log. */
  public ServiceRun end() {
    taken.forEach(line -> ledger.add(line, STREAM));
    ledger.advance(Long.MAX_VALUE);
    return this;
  }

  @Override
  public void scorecard(long micros, Fields scorecard) {
    scorecards.add(json.line(micros, scorecard));
  }

  @Override
  public void decision(ServiceDecision decision) {
    decisions.add(json.decision(decision));
  }

  @Override
  public void edge(long micros, Fields edge) {
    edges.add(json.line(micros, edge));
  }

  @Override
  public void command(long micros, ServiceCommand command) {
    commands.add(json.command(micros, command));
  }

  @Override
  public void evidence(
      long micros, String kind, String rule, String state, String severity, Fields values) {
    evidence.add(json.evidence(micros, kind, rule, state, severity, values));
  }

  /** The scorecards. */
  public List<String> scorecards() {
    return scorecards;
  }

  /** The decisions. */
  public List<String> decisions() {
    return decisions;
  }

  /** The edges. */
  public List<String> edges() {
    return edges;
  }

  /** The evidence. */
  public List<String> evidence() {
    return evidence;
  }

  /** The commands, as they were obeyed. */
  public List<String> commands() {
    return commands;
  }

  /** The rejects, as {@code reason line}. */
  public List<String> rejects() {
    return rejects;
  }

  /** How many lines were read, accepted and late. */
  public List<Long> counts() {
    return List.of(read, (long) taken.size(), late);
  }

  /** How many rejects of each reason. */
  public Map<String, Integer> reasons() {
    return reasons;
  }

  /** The account of the service. */
  public String account() {
    return json.line(0, ledger.account());
  }
}
