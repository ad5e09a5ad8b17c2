package lumen.fusion.evidence;

import java.util.List;

/**
 * The evidence of one tenant: rules applied to its frames and text events, in event time.
 *
 * <p>Not thread-safe.
 */
public final class TenantEvidence {
  private final String tenant;
  private EvidenceRules rules;

  /** The evidence of a tenant of which nothing is known yet. */
  public TenantEvidence(EvidenceRules rules, String tenant) {
    this.rules = rules;
    this.tenant = tenant;
  }

  /**
   * Continues from a snapshot.
   *
   * @param rules the rules of the job; those of a reload before the snapshot go before them
   * @param tenant tenant
   * @param snapshot what {@link #snapshot} gave
   * @param history the chunks taken up to this snapshot, in the order they were taken; those that
   *     ended before {@link #historyFromMicros} may be missing
   */
  public static TenantEvidence restore(
      EvidenceRules rules, String tenant, byte[] snapshot, Iterable<byte[]> history) {
    return new TenantEvidence(rules, tenant);
  }

  /**
   * Applies the rules to a frame.
   *
   * @param tsMicros its time, later than that of the frame before
   * @param fields the frame, and the bridge as it was then
   * @return the entries, in the order of the rules
   */
  public List<EvidenceEntry> frame(long tsMicros, FrameFields fields) {
    return List.of();
  }

  /**
   * Applies the rules to a text event. Events of one time come in an order that does not depend on
   * how they were cut.
   *
   * @return the entries, in the order of the rules
   */
  public List<EvidenceEntry> fact(long tsMicros, String source, String key, String text) {
    return List.of();
  }

  /** Puts rules in force by command: they outlast a restore. */
  public void reload(EvidenceRules others) {
    rules = others;
  }

  /** The rules in force. */
  public EvidenceRules rules() {
    return rules;
  }

  /** The state beside the history of the windows. */
  public byte[] snapshot() {
    return tenant.getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  /**
   * What the windows took in since the last call, or null if nothing. A chunk begins with the time
   * of its last frame in microseconds, a long.
   */
  public byte[] takeHistory() {
    return null;
  }

  /** Chunks that end before this time are not needed any more. */
  public long historyFromMicros() {
    return Long.MAX_VALUE;
  }

  /**
   * Event time from which on nothing that is held can matter any more; {@link Long#MAX_VALUE} if
   * rules are in force by command, {@link Long#MIN_VALUE} if nothing is held.
   */
  public long idleMicros() {
    return Long.MIN_VALUE;
  }

  /** About how many numbers it holds. */
  public long weight() {
    return 0;
  }

  /** How many text events were longer than what is matched, since it was made. */
  public long cutFacts() {
    return 0;
  }
}
