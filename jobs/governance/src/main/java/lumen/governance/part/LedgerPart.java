package lumen.governance.part;

import java.io.IOException;
import java.util.Locale;
import lumen.state.StateContent;
import lumen.state.StateException;
import lumen.state.StateForm;
import lumen.state.StateReader;

/** What parts hold, each in a form of its own; in the order of their letters they are taken up. */
public enum LedgerPart {
  /** The last reading of a counter. */
  COUNTER('c'),
  /** What a day counted, cost and earned. */
  DAY('d'),
  /** What a step always changes. */
  HEAD('h'),
  /** The last states of decisions. */
  JOURNAL('i'),
  /** Alerts that began, and what was said of them. */
  JUDGED('j'),
  /** Minutes, 64 to a part. */
  MINUTES('m'),
  /** What an hour counted. */
  HOUR('o'),
  /** Commands that were taken, and those that wait. */
  ORDERS('q'),
  /** Values of five minutes, an hour to a part. */
  VALUES('v'),
  /** Lines whose step is not closed. */
  WAITING('w'),
  /** The config that a command put in force. */
  OBJECTIVES('x');

  private static final int DIGITS = 16;
  private static final int EXPECTED_BYTES = 256;

  private final char letter;

  @SuppressWarnings("ImmutableEnumChecker") // nothing of a form changes
  private final StateForm form;

  LedgerPart(char letter) {
    this.letter = letter;
    form = new StateForm("governance-" + name().toLowerCase(Locale.ROOT), 1, 0);
  }

  /** The kind of a key. */
  public static LedgerPart of(String key) {
    for (LedgerPart kind : values()) {
      if (key.charAt(0) == kind.letter) {
        return kind;
      }
    }
    throw new IllegalArgumentException("a part must be of a known kind: " + key);
  }

  /** Name and version. */
  public StateForm form() {
    return form;
  }

  /** The key of the only part of a kind. */
  public String key() {
    return String.valueOf(letter);
  }

  /** The key of a part by a number; keys are in the order of the numbers from 0 on. */
  public String key(long number) {
    String digits = Long.toHexString(number);
    return letter + "0".repeat(DIGITS - digits.length()) + digits;
  }

  /** The number of a key that was made of one. */
  public static long number(String key) {
    return Long.parseUnsignedLong(key.substring(1), 16);
  }

  /** The key of a part by names, which differ where the names differ. */
  public String key(String... names) {
    StringBuilder key = new StringBuilder().append(letter);
    for (String name : names) {
      key.append(name.length()).append(':').append(name);
    }
    return key.toString();
  }

  byte[] write(StateContent content) {
    return form.write(EXPECTED_BYTES, out -> out.field(content));
  }

  /** Takes up what a part holds. */
  @FunctionalInterface
  public interface Taking {
    /** Reads it. */
    void take(StateReader in) throws IOException;
  }

  /**
   * Reads a part.
   *
   * @throws StateException where it is damaged or of a newer version
   */
  public void read(byte[] bytes, Taking taking) {
    form.read(
        bytes,
        in -> {
          taking.take(in.field());
          return null;
        },
        in -> {
          throw new StateException("state \"" + form.name() + "\" must begin with its mark");
        });
  }
}
