package lumen.runtime.lines;

/**
 * Names of the fields by which the file that people read is sorted: two texts, a number, and two
 * texts that decide between equal numbers. An empty name stands for nothing.
 */
public record SortFields(String first, String second, String number, String last1, String last2) {
  /** Rejects, late events and facts: as they stood in their recordings. */
  public static final SortFields NOTICE = new SortFields("stream", "file", "offset", "", "");

  /** By a number, then by a text; lines that agree in both stay as they were made. */
  public static SortFields byTime(String number, String text) {
    return new SortFields("", "", number, text, "");
  }

  /** By tenant, then by a number. */
  public static SortFields byTenant(String number) {
    return byTenant(number, "", "");
  }

  /** By tenant, then by a number, then by two texts. */
  public static SortFields byTenant(String number, String last1, String last2) {
    return new SortFields("tenant", "", number, last1, last2);
  }
}
