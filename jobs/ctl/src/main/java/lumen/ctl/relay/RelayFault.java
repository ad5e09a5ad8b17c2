package lumen.ctl.relay;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What is done to what passes.
 *
 * @param kind what
 * @param amount seconds of a delay or of a jitter, probability 0..1 of a loss, factor of a spike
 * @param address of a spike: begin of the OSC addresses that it is for; empty: all
 */
public record RelayFault(Kind kind, double amount, String address) {
  private static final double MOST_SECONDS = 60;
  private static final double MOST_FACTOR = 1e6;
  private static final double MILLIS = 1e3;

  private static final Map<Kind, String> FORMS =
      Map.of(
          Kind.DELAY, "delay:800ms",
          Kind.JITTER, "jitter:100ms",
          Kind.LOSS, "loss:0.2",
          Kind.SPIKE, "spike:8 or spike:8:/wrist");

  /** The kinds of faults. */
  public enum Kind {
    /** All arrives later by {@code amount}. */
    DELAY,
    /** Each packet arrives later by {@code amount} and up to as much more or less, by chance. */
    JITTER,
    /** Each packet (of TCP: each connection) is lost with the probability {@code amount}. */
    LOSS,
    /** Numbers in OSC messages are multiplied by {@code amount}. */
    SPIKE
  }

  /** Checks the amount. */
  public RelayFault {
    double most =
        switch (kind) {
          case DELAY, JITTER -> MOST_SECONDS;
          case LOSS -> 1;
          case SPIKE -> MOST_FACTOR;
        };
    if (!(amount > 0 && amount <= most)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%s must be above 0, up to %.0f: %s", word(kind), most, amount));
    }
  }

  /** A fault of all that passes. */
  public RelayFault(Kind kind, double amount) {
    this(kind, amount, "");
  }

  /**
   * As people write it: {@code delay:800ms}, {@code jitter:0.1s}, {@code loss:0.2}, {@code
   * spike:8:/wrist}.
   *
   * @throws IllegalArgumentException that says what would be right
   */
  public static RelayFault parse(String text) {
    String[] parts = text.split(":", 3);
    Optional<Kind> kind = kind(parts[0]);
    if (kind.isEmpty()) {
      throw new IllegalArgumentException(
          "must be delay, jitter, loss or spike, such as delay:800ms: " + text);
    }
    boolean of = parts.length == 3 && kind.get() == Kind.SPIKE;
    if (parts.length != 2 && !of) {
      throw wrong(kind.get(), text);
    }
    boolean time = kind.get() == Kind.DELAY || kind.get() == Kind.JITTER;
    try {
      double amount = time ? seconds(parts[1]) : Double.parseDouble(parts[1]);
      return new RelayFault(kind.get(), amount, of ? parts[2] : "");
    } catch (NumberFormatException e) {
      throw wrong(kind.get(), text);
    }
  }

  private static IllegalArgumentException wrong(Kind kind, String text) {
    return new IllegalArgumentException("must be as " + FORMS.get(kind) + ": " + text);
  }

  private static Optional<Kind> kind(String word) {
    for (Kind kind : Kind.values()) {
      if (word(kind).equals(word)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  private static double seconds(String text) {
    if (text.endsWith("ms")) {
      return Double.parseDouble(text.substring(0, text.length() - 2)) / MILLIS;
    }
    return Double.parseDouble(text.endsWith("s") ? text.substring(0, text.length() - 1) : text);
  }

  /** Its name in small letters. */
  public static String word(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    String of = address.isEmpty() ? "" : ":" + address;
    return word(kind) + ":" + amount + of;
  }
}
