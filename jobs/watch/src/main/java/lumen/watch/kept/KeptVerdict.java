package lumen.watch.kept;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * A verdict as it is kept.
 *
 * @param kind {@code gate} or {@code chaos}
 * @param name of the gate, or of the fault
 * @param at when it was come to, an instant of ISO 8601
 * @param outcome {@code PASS}, {@code FAIL}, or what else is no pass
 * @param jar what was judged
 * @param sha256 of all the others, so that a file that was changed is found out
 */
public record KeptVerdict(
    String kind, String name, String at, String outcome, JudgedJar jar, String sha256) {
  /** The one outcome that counts as passed. */
  public static final String PASS = "PASS";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,60}");

  /** Checks what can stand in the name of a file. */
  public KeptVerdict {
    if (!kind.equals("gate") && !kind.equals("chaos")) {
      throw new IllegalArgumentException("must be gate or chaos: " + kind);
    }
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("must be letters, digits, - and _: " + name);
    }
  }

  /** A new one. */
  public static KeptVerdict of(
      String kind, String name, Instant at, String outcome, JudgedJar jar) {
    KeptVerdict bare = new KeptVerdict(kind, name, at.toString(), outcome, jar, "");
    return new KeptVerdict(kind, name, at.toString(), outcome, jar, bare.proof());
  }

  /** Whether nobody changed it. */
  boolean whole() {
    return sha256.equals(proof());
  }

  boolean passed() {
    return outcome.equals(PASS);
  }

  /** When it was come to. */
  Instant moment() {
    return Instant.parse(at);
  }

  private String proof() {
    String all = String.join("\n", kind, name, at, outcome, jar.version(), jar.sha256());
    return Sha256.of(all.getBytes(StandardCharsets.UTF_8));
  }
}
