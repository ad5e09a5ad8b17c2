package lumen.event;

import java.util.Arrays;

/**
 * The names of one field of the events, in the order in which they come. Recorders write their
 * channels in turn, so what came after the last two names the time before is likely to come again:
 * comparing it is cheaper than finding the end of the name and its place in the pool. A guess that
 * is wrong costs a comparison.
 */
final class NamesInTurn {
  /** For more channels than this the names are looked up. */
  private static final int GUESSES = 1 << 12;

  private final NamePool names;
  private final Name[] guesses = new Name[GUESSES];
  private int last;
  private int before;
  private int generation;

  NamesInTurn(NamePool names) {
    this.names = names;
  }

  /** The name that is likely to come next; null if nothing is known. */
  Name expected() {
    return generation == names.generation() ? guesses[place()] : null;
  }

  /**
   * The name of a plain string.
   *
   * @param from index behind the opening quote
   * @param end end of the line, exclusive
   * @return the name, null if the string is not plain or longer than a name may be
   */
  Name at(byte[] line, int from, int end) {
    Name expected = expected();
    if (expected != null && expected.isQuotedAt(line, from, end)) {
      before = last;
      last = expected.id();
      return expected;
    }
    int stop = EightBytes.endOfPlain(line, from, end);
    if (stop == end || line[stop] != '"' || stop - from > EventLimits.MAX_NAME_CHARS) {
      return null;
    }
    Name name = names.of(line, from, stop);
    came(name);
    return name;
  }

  private void came(Name name) {
    if (generation != names.generation()) {
      Arrays.fill(guesses, null);
      generation = names.generation();
    } else {
      guesses[place()] = name;
    }
    before = last;
    last = name.id();
  }

  private int place() {
    return (last * 0x9E3779B9 + before * 0x85EBCA6B) >>> 20;
  }
}
