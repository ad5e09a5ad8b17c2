package lumen.overlay.part;

/** What parts hold; in the order of their letters they can be taken up. */
public enum PartKind {
  /** The breaker of an overlay. */
  BREAKER('b'),
  /** The share that a rollout takes. */
  DRIFT('d'),
  /** The flags that a command set. */
  FLAGS('f'),
  /** The gates that a command set. */
  GATES('g'),
  /** Clocks, counts and what else a line always changes. */
  HEAD('h'),
  /** The ids of commands that were obeyed. */
  IDS('i'),
  /** The gates of an overlay in a scenario. */
  LANE('l'),
  /** A request that was decided. */
  OPEN('o'),
  /** A command that takes effect later. */
  ORDER('q'),
  /** What came in one step of a lane. */
  STEP('s');

  private static final int DIGITS = 16;

  private final char letter;

  PartKind(char letter) {
    this.letter = letter;
  }

  /** The kind of a key. */
  public static PartKind of(String key) {
    for (PartKind kind : values()) {
      if (kind.isOf(key)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("a part must be of a known kind: " + key);
  }

  /** Whether a key is of this kind. */
  boolean isOf(String key) {
    return key.charAt(0) == letter;
  }

  /** The key of the only part of a kind. */
  public String key() {
    return String.valueOf(letter);
  }

  /** The key of a part by names, which differ where the names differ. */
  public String key(String... names) {
    StringBuilder key = new StringBuilder().append(letter);
    for (String name : names) {
      key.append(name.length()).append(':').append(name);
    }
    return key.toString();
  }

  /** The key of a part by a number from 0 on, and names; keys are in the order of the numbers. */
  public String key(long number, String... names) {
    String digits = Long.toHexString(number);
    return letter + "0".repeat(DIGITS - digits.length()) + digits + key(names).substring(1);
  }
}
