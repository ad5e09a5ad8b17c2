package lumen.serve.kept;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Which entries are wanted.
 *
 * @param tenant of this tenant alone
 * @param since from this moment on, microseconds since the epoch
 * @param until before this moment
 * @param kind of this kind alone, such as {@code risk}
 * @param risk of this risk alone
 * @param after behind this entry
 * @param limit at most so many
 */
public record EvidenceQuery(
    Optional<String> tenant,
    long since,
    long until,
    Optional<String> kind,
    Optional<String> risk,
    Optional<EvidenceMark> after,
    int limit) {
  private static final long MICROS = 1_000_000;

  public EvidenceQuery {
    if (limit < 1) {
      throw new IllegalArgumentException("must be at least 1: limit=" + limit);
    }
  }

  /** All of these, from the first on. */
  public static EvidenceQuery of(
      Optional<String> tenant,
      long since,
      long until,
      Optional<String> kind,
      Optional<String> risk,
      int limit) {
    return new EvidenceQuery(tenant, since, until, kind, risk, Optional.empty(), limit);
  }

  /**
   * The same behind the entry that {@link Evidence.Found#rest} names.
   *
   * @return empty if the text names none
   */
  public Optional<EvidenceQuery> after(Optional<String> rest) {
    if (rest.isEmpty()) {
      return Optional.of(this);
    }
    return EvidenceMark.of(rest.get())
        .map(mark -> new EvidenceQuery(tenant, since, until, kind, risk, Optional.of(mark), limit));
  }

  boolean takes(EvidenceLine line) {
    return line.mark().micros() >= since
        && line.mark().micros() < until
        && matches(tenant, line.mark().tenant())
        && matches(kind, line.kind())
        && matches(risk, line.risk())
        && after.map(mark -> line.mark().compareTo(mark) > 0).orElse(true);
  }

  private static boolean matches(Optional<String> wanted, String found) {
    return wanted.map(found::equals).orElse(true);
  }

  /** Whether a day, UTC, can hold what is wanted. */
  boolean mayLieIn(LocalDate day) {
    long from = after.map(mark -> Math.max(mark.micros(), since)).orElse(since);
    return micros(day.plusDays(1)) > from && micros(day) < until;
  }

  private static long micros(LocalDate day) {
    Instant begin = day.atStartOfDay(ZoneOffset.UTC).toInstant();
    return begin.getEpochSecond() * MICROS;
  }
}
