package lumen.watch.kept;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A verdict as it is kept.
 *
 * @param kind {@code gate}, {@code chaos} or {@code golden}
 * @param name of the gate, of the fault, or of the golden
 * @param at when it was come to, an instant of ISO 8601
 * @param outcome {@code PASS}, {@code FAIL}, or what else is no pass
 * @param jar what was judged
 * @param seconds how far back a gate looked; 0 for a fault, or where it was not written down
 * @param sha256 of all the others, so that a file that was changed is found out
 */
public record KeptVerdict(
    String kind,
    String name,
    String at,
    String outcome,
    JudgedJar jar,
    long seconds,
    String sha256) {
  /** The one outcome that counts as passed. */
  public static final String PASS = "PASS";

  private static final Set<String> KINDS = Set.of("gate", "chaos", "golden");

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,60}");

  /** Checks what can stand in the name of a file. */
  public KeptVerdict {
    if (!KINDS.contains(kind)) {
      throw new IllegalArgumentException("must be gate, chaos or golden: " + kind);
    }
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("must be letters, digits, - and _: " + name);
    }
  }

  /** A new one on a fault. */
  public static KeptVerdict onFault(String name, Instant at, String outcome, JudgedJar jar) {
    return proven("chaos", name, at, outcome, jar, 0);
  }

  /** A new one on a golden. */
  public static KeptVerdict onGolden(String name, Instant at, String outcome, JudgedJar jar) {
    return proven("golden", name, at, outcome, jar, 0);
  }

  /** A new one on a gate that looked back so far. */
  public static KeptVerdict onGate(
      String name, Instant at, String outcome, JudgedJar jar, Duration window) {
    return proven("gate", name, at, outcome, jar, window.toSeconds());
  }

  private static KeptVerdict proven(
      String kind, String name, Instant at, String outcome, JudgedJar jar, long seconds) {
    KeptVerdict bare = new KeptVerdict(kind, name, at.toString(), outcome, jar, seconds, "");
    return new KeptVerdict(kind, name, at.toString(), outcome, jar, seconds, bare.proof());
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
    String window = seconds > 0 ? "\n" + seconds : "";
    return Sha256.of((all + window).getBytes(StandardCharsets.UTF_8));
  }
}
