package lumen.fusion.bridge;

import lumen.fusion.tenant.CommandInput;
import lumen.fusion.tenant.FactInput;

/**
 * Something that a tenant's bridge is told. At one moment commands come first, then values of the
 * reference engine, then facts, each in the order of its name and number.
 */
sealed interface BridgeInput extends Comparable<BridgeInput> {
  /** When, microseconds since the epoch. */
  long micros();

  /** Place among the kinds at one moment. */
  int rank();

  /** Place within its kind. */
  String name();

  /** Place within its name. */
  long number();

  @Override
  default int compareTo(BridgeInput other) {
    int byTime = Long.compare(micros(), other.micros());
    if (byTime != 0) {
      return byTime;
    }
    int byRank = Integer.compare(rank(), other.rank());
    if (byRank != 0) {
      return byRank;
    }
    int byName = name().compareTo(other.name());
    return byName != 0 ? byName : Long.compare(number(), other.number());
  }

  /**
   * An operator's command takes effect. Two of one id and moment both happen, the first in its file
   * first, so that the other is told to be a repetition.
   */
  record OfCommand(CommandInput input) implements BridgeInput {
    @Override
    public long micros() {
      return input.effectiveMicros();
    }

    @Override
    public int rank() {
      return 0;
    }

    @Override
    public String name() {
      return input.id() + '\0' + input.position().file();
    }

    @Override
    public long number() {
      return input.position().offset();
    }
  }

  /**
   * The reference engine says something.
   *
   * @param value the value; of a tick its own time, microseconds since the epoch, as bits
   */
  record OfReference(long micros, ReferenceKind kind, double value, long tickMicros)
      implements BridgeInput {
    @Override
    public int rank() {
      return 1;
    }

    @Override
    public String name() {
      return kind.name();
    }

    @Override
    public long number() {
      return kind == ReferenceKind.TICK ? tickMicros : 0;
    }
  }

  /** Somebody notes a text. */
  record OfFact(FactInput input) implements BridgeInput {
    @Override
    public long micros() {
      return input.micros();
    }

    @Override
    public int rank() {
      return 2;
    }

    @Override
    public String name() {
      return input.stream();
    }

    @Override
    public long number() {
      return input.position();
    }
  }
}
