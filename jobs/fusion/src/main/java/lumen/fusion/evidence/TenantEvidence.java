package lumen.fusion.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import lumen.runtime.evidence.EvidenceEntry;
import lumen.signal.bridge.CommandHold;

/**
 * The evidence of one tenant: rules applied to its frames and text events, in event time.
 *
 * <p>A risk rule fires at the frame at which its condition becomes true, and while it stays true
 * again at the first frame that is {@code repeat_s} or more later than when it fired last. What is
 * unknown is not true. Rules are told apart by their ids: one that holds before and after a reload
 * does not begin anew.
 *
 * <p>State is kept in three parts: {@link #snapshot} (small, after every step), {@link #takeRules}
 * (after a command) and {@link #takeHistory} (append-only). Given equal frames and text events,
 * equal entries come out, to the bit, wherever it was stored and restored. Cost: about a
 * microsecond for a rule and a frame, nothing without rules. Not thread-safe.
 */
public final class TenantEvidence {
  private static final double[] NO_FIGURES = {};

  private final String tenant;

  /** The rules of the job. */
  private final EvidenceRules configured;

  private EvidenceRules rules;
  private boolean commanded;

  /** Whether the rules of commands are others than when they were last taken. */
  private boolean rulesChanged;

  /** When anything was told last. */
  private long heardMicros = Long.MIN_VALUE;

  private RuleWindows windows;
  private WindowHistory history = new WindowHistory();

  /** Time at which each rule fired last whose condition holds, by id. */
  private Map<String, Long> held = new TreeMap<>();

  private long newestMicros = Long.MIN_VALUE;
  private long factMicros = Long.MIN_VALUE;
  private Map<String, Integer> factCounts = new TreeMap<>();
  private long cutFacts;

  /** The evidence of a tenant of which nothing is known yet. */
  public TenantEvidence(EvidenceRules rules, String tenant) {
    this.configured = rules;
    this.rules = rules;
    this.tenant = tenant;
    this.windows = new RuleWindows(rules.risks(), key -> Long.MIN_VALUE);
  }

  /**
   * Continues from a snapshot. Windows that the rules of the snapshot did not have begin behind its
   * newest frame.
   *
   * @param rules the rules of the job; rules put in force by command go before them
   * @param tenant tenant
   * @param snapshot what {@link #snapshot} gave
   * @param ofCommand what {@link #takeRules} gave last, empty if nothing
   * @param history the chunks taken up to this snapshot, in the order they were taken; those that
   *     ended before {@link #historyFromMicros} may be missing
   */
  public static TenantEvidence restore(
      EvidenceRules rules,
      String tenant,
      byte[] snapshot,
      byte[] ofCommand,
      Iterable<byte[]> history) {
    EvidenceSnapshot stored = EvidenceSnapshot.of(snapshot);
    TenantEvidence evidence = new TenantEvidence(rules, tenant);
    evidence.commanded = stored.commanded();
    if (evidence.commanded) {
      evidence.rules = stored.inline().orElseGet(() -> StoredRules.of(ofCommand));
      evidence.rulesChanged = stored.inline().isPresent();
    }
    evidence.heardMicros = stored.heardMicros();
    evidence.newestMicros = stored.newestMicros();
    evidence.windows =
        new RuleWindows(
            evidence.rules.risks(),
            key -> stored.windows().getOrDefault(key, stored.newestMicros()));
    evidence.windows.restart(stored.anchorMicros());
    evidence.windows.takeAgain(history, stored.newestMicros());
    evidence.hold(stored.held());
    evidence.factMicros = stored.factMicros();
    evidence.factCounts = new TreeMap<>(stored.factCounts());
    return evidence;
  }

  /** Keeps of the rules that held those that are in force. */
  private void hold(Map<String, Long> before) {
    held = new TreeMap<>();
    for (RiskRule rule : rules.risks()) {
      if (before.containsKey(rule.id())) {
        held.put(rule.id(), before.get(rule.id()));
      }
    }
  }

  /**
   * Applies the rules to a frame.
   *
   * @param tsMicros its time, later than that of the frame before
   * @param fields the frame, and the bridge as it was then
   * @return the rules that fire, in their order
   */
  public List<FiredRisk> frame(long tsMicros, FrameFields fields) {
    hear(tsMicros);
    if (rules.risks().isEmpty()) {
      return List.of();
    }
    if (tsMicros <= newestMicros) {
      throw new IllegalArgumentException(
          "frame must be later than the one before: micros=%d before=%d"
              .formatted(tsMicros, newestMicros));
    }
    // Behind a pause in which every window has emptied they count anew, so that a tenant that was
    // dropped meanwhile, and one at another time, get the same figures.
    if (newestMicros == Long.MIN_VALUE || tsMicros - newestMicros >= windows.longestMicros()) {
      windows.restart(tsMicros);
    }
    newestMicros = tsMicros;
    if (!windows.isEmpty()) {
      windows.take(tsMicros, fields);
      history.append(tsMicros, windows.fields(), fields);
    }
    List<FiredRisk> fired = null;
    for (int r = 0; r < rules.risks().size(); r++) {
      RiskRule rule = rules.risks().get(r);
      Reading reading = new Reading(fields, windows.isEmpty() ? NO_FIGURES : windows.figures(r));
      if (fires(rule, rule.condition().truth(reading))) {
        held.put(rule.id(), tsMicros);
        fired = fired == null ? new ArrayList<>() : fired;
        fired.add(
            new FiredRisk(FusionEntries.risk(tenant, tsMicros, rule, reading), rule.actions()));
      }
    }
    return fired == null ? List.of() : fired;
  }

  private boolean fires(RiskRule rule, Ternary truth) {
    if (truth != Ternary.TRUE) {
      if (!held.isEmpty()) {
        held.remove(rule.id());
      }
      return false;
    }
    Long fired = held.get(rule.id());
    return fired == null || newestMicros - fired >= rule.repeatMicros();
  }

  /**
   * Applies the rules to a text event. Events of one time come in an order that does not depend on
   * how they were cut: where several match the same rule, the second has {@code #2} behind its id,
   * and so on. Of a text over 64 KiB of UTF-8 that much is looked at.
   *
   * @return the entries, in the order of the rules
   */
  public List<EvidenceEntry> fact(long tsMicros, String source, String key, String text) {
    hear(tsMicros);
    if (rules.quotes().isEmpty()) {
      return List.of();
    }
    String sought = text;
    if (FoldedText.isTooLong(text)) {
      cutFacts++;
      sought = FoldedText.beginning(text);
    }
    List<EvidenceEntry> entries = new ArrayList<>();
    for (QuoteRule rule : rules.matcher().matching(sought)) {
      entries.add(entry(rule, tsMicros, source, key));
    }
    return entries;
  }

  private EvidenceEntry entry(QuoteRule rule, long tsMicros, String source, String key) {
    if (tsMicros != factMicros) {
      factMicros = tsMicros;
      factCounts.clear();
    }
    int count = factCounts.merge(rule.id(), 1, Integer::sum);
    return FusionEntries.quote(tenant, tsMicros, rule, count, source, key);
  }

  /**
   * Puts rules in force by command: they outlast a restore, and any pause shorter than {@link
   * CommandHold}. Windows that the rules before them had go on, others begin behind the newest
   * frame.
   */
  public void reload(long micros, EvidenceRules others) {
    hear(micros);
    commanded = true;
    putInForce(others);
  }

  private void putInForce(EvidenceRules others) {
    rules = others;
    rulesChanged = true;
    windows = windows.continuedBy(others.risks(), newestMicros);
    hold(held);
  }

  /** Rules of a command are forgotten behind a pause in which a state without them would end. */
  private void hear(long micros) {
    boolean known = heardMicros != Long.MIN_VALUE;
    if (commanded && known && micros >= heardMicros + CommandHold.MICROS) {
      commanded = false;
      putInForce(configured);
    }
    heardMicros = Math.max(heardMicros, micros);
  }

  /** The rules in force. */
  public EvidenceRules rules() {
    return rules;
  }

  /** The state beside the history of the windows. */
  public byte[] snapshot() {
    return new EvidenceSnapshot(
            newestMicros,
            windows.anchorMicros(),
            heardMicros,
            commanded,
            Optional.empty(),
            windows.starts(),
            held,
            factMicros,
            factCounts)
        .bytes();
  }

  /**
   * The rules in force by command, if they are others than at the last call: they change with a
   * command alone, so that they are written with it alone. Empty bytes: none are.
   */
  public Optional<byte[]> takeRules() {
    if (!rulesChanged) {
      return Optional.empty();
    }
    rulesChanged = false;
    return Optional.of(commanded ? StoredRules.bytes(rules) : new byte[0]);
  }

  /** The last time in a chunk of history, microseconds. */
  public static long lastMicros(byte[] chunk) {
    return WindowHistory.lastMicros(chunk);
  }

  /** What the windows took in since the last call, or null if nothing. */
  public byte[] takeHistory() {
    return history.take();
  }

  /** Chunks that end before this time are not needed any more. */
  public long historyFromMicros() {
    if (windows.isEmpty()) {
      return Long.MAX_VALUE;
    }
    return newestMicros == Long.MIN_VALUE
        ? Long.MIN_VALUE
        : newestMicros - windows.longestMicros() + 1;
  }

  /**
   * Event time from which on nothing that is held can matter any more, {@link Long#MIN_VALUE} if
   * nothing is held. Rules of a command matter for {@link CommandHold}.
   */
  public long idleMicros() {
    long idle = factMicros == Long.MIN_VALUE ? Long.MIN_VALUE : factMicros + 1;
    if (commanded && heardMicros != Long.MIN_VALUE) {
      idle = Math.max(idle, heardMicros + CommandHold.MICROS);
    }
    if (!windows.isEmpty() && newestMicros != Long.MIN_VALUE) {
      idle = Math.max(idle, newestMicros + windows.longestMicros());
    }
    for (RiskRule rule : rules.risks()) {
      Long fired = held.get(rule.id());
      idle = fired == null ? idle : Math.max(idle, fired + rule.repeatMicros());
    }
    return idle;
  }

  /** About how many numbers it holds. */
  public long weight() {
    return 32 + windows.weight();
  }

  /** How many text events were longer than what is looked at, since it was made. */
  public long cutFacts() {
    return cutFacts;
  }
}
