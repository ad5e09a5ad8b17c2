package lumen.runtime.evidence;

import java.util.List;

/**
 * One entry of evidence. An empty text stands for what is not given.
 *
 * @param id made of tenant, rule and time, so that the same entry has it however often it comes
 * @param tsMicros event time, microseconds since the epoch
 * @param tenant the group of channels
 * @param kind what it is about, a word of the job's own
 * @param rule what made it, such as a rule's id; those of one tenant and time differ
 * @param risk the risk that a rule names
 * @param quote what a rule quotes
 * @param action what it asks for or did, as text
 * @param values what it rests on
 * @param window the longest window it looks over, such as {@code 5m}
 */
public record EvidenceEntry(
    String id,
    long tsMicros,
    String tenant,
    String kind,
    String rule,
    String risk,
    String quote,
    String action,
    List<EvidenceValue> values,
    String window) {

  /** Checks that it has a kind, and copies the list. */
  public EvidenceEntry {
    if (kind.isEmpty()) {
      throw new IllegalArgumentException("entry must have a kind: id=" + id);
    }
    values = List.copyOf(values);
  }

  /** What entries of a job may be about; each job has an enum of its own. */
  public interface Kind {
    /** The word in outputs. */
    String wireName();
  }

  /**
   * An entry that no rule named a risk, a quote or a window for.
   *
   * @param rule what made it
   * @param action what it did; empty if nothing
   * @param values what it rests on
   */
  public static EvidenceEntry of(
      Kind kind,
      String tenant,
      long tsMicros,
      String rule,
      String action,
      List<EvidenceValue> values) {
    return new EvidenceEntry(
        id(tenant, rule, tsMicros),
        tsMicros,
        tenant,
        kind.wireName(),
        rule,
        "",
        "",
        action,
        values,
        "");
  }

  /** The id of an entry: the same for the same tenant, rule and time. */
  public static String id(String tenant, String rule, long tsMicros) {
    return tenant + "/" + rule + "/" + tsMicros;
  }
}
