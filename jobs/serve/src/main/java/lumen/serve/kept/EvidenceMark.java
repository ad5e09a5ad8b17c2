package lumen.serve.kept;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.Optional;

/**
 * The place of an entry in the order of the evidence.
 *
 * @param micros its time, since the epoch
 * @param tenant its tenant
 * @param id its id
 */
record EvidenceMark(long micros, String tenant, String id) implements Comparable<EvidenceMark> {
  private static final Comparator<EvidenceMark> ORDER =
      Comparator.comparingLong(EvidenceMark::micros)
          .thenComparing(EvidenceMark::tenant)
          .thenComparing(EvidenceMark::id);
  private static final int MOST_CHARS = 4_096;

  @Override
  public int compareTo(EvidenceMark other) {
    return ORDER.compare(this, other);
  }

  /** As a parameter holds it. */
  String text() {
    String plain = micros + "\n" + tenant + "\n" + id;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
  }

  /** Reads {@link #text}; empty if it is none. */
  static Optional<EvidenceMark> of(String text) {
    if (text.length() > MOST_CHARS) {
      return Optional.empty();
    }
    try {
      String[] parts =
          new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\n", -1);
      return parts.length == 3
          ? Optional.of(new EvidenceMark(Long.parseLong(parts[0]), parts[1], parts[2]))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
