package lumen.fusion.settings;

import java.util.ArrayList;
import java.util.List;

/**
 * A pattern as a small machine: each step either takes one character or forks. All threads of the
 * machine move over the key together, so no character is looked at twice by the same step.
 */
final class KeyPatternProgram {
  private final List<Step> steps;

  KeyPatternProgram(List<Step> steps) {
    this.steps = List.copyOf(steps);
  }

  /** One step of the machine. */
  sealed interface Step {}

  /** Takes one character of the set and goes on with the next step. */
  record Take(CharacterSet set) implements Step {}

  /** Goes on at two places, without taking a character. */
  record Fork(int first, int second) implements Step {}

  /** The key matches if it ends here. */
  record Accept() implements Step {}

  /** Characters from {@code from} to {@code to}, both included. */
  record Range(int from, int to) {}

  /** The characters inside any range, or those outside all of them. */
  record CharacterSet(List<Range> ranges, boolean outside) {
    static final CharacterSet ANY = new CharacterSet(List.of(), true);
    static final CharacterSet DIGIT = new CharacterSet(List.of(new Range('0', '9')), false);

    static CharacterSet one(int character) {
      return new CharacterSet(List.of(new Range(character, character)), false);
    }

    boolean has(int character) {
      for (Range range : ranges) {
        if (range.from() <= character && character <= range.to()) {
          return !outside;
        }
      }
      return outside;
    }
  }

  boolean matches(String key) {
    Threads now = new Threads();
    now.start(0);
    for (int i = 0; i < key.length(); ) {
      if (now.waiting.isEmpty()) {
        return false;
      }
      int character = key.codePointAt(i);
      Threads next = new Threads();
      for (int place : now.waiting) {
        if (steps.get(place) instanceof Take take && take.set().has(character)) {
          next.start(place + 1);
        }
      }
      now = next;
      i += Character.charCount(character);
    }
    return now.accepted;
  }

  /** The steps that wait for a character, each once. */
  private final class Threads {
    private final boolean[] seen = new boolean[steps.size()];
    private final List<Integer> waiting = new ArrayList<>();
    private boolean accepted;

    void start(int place) {
      if (seen[place]) {
        return;
      }
      seen[place] = true;
      Step step = steps.get(place);
      if (step instanceof Fork fork) {
        start(fork.first());
        start(fork.second());
      } else if (step instanceof Accept) {
        accepted = true;
      } else {
        waiting.add(place);
      }
    }
  }
}
