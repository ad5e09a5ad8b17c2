package lumen.governance.record;

import java.util.Comparator;
import java.util.Optional;

/**
 * What an operator commands.
 *
 * @param id unique for the service
 * @param effectiveMicros when it takes effect
 * @param order what is to be done
 */
public record ServiceCommand(String id, long effectiveMicros, Order order) {
  /** The order in which commands of one step are carried out: refusals first, then by time. */
  public static final Comparator<ServiceCommand> SEQUENCE =
      Comparator.comparing((ServiceCommand command) -> !(command.order() instanceof Refuse))
          .thenComparingLong(ServiceCommand::effectiveMicros)
          .thenComparing(ServiceCommand::id);

  /** What is to be done. */
  public sealed interface Order {
    /** The word of its type. */
    String type();
  }

  /** Carries a decision out. */
  public record Approve(String decision) implements Order {
    @Override
    public String type() {
      return "approve";
    }
  }

  /** Takes a decision off. */
  public record Refuse(String decision) implements Order {
    @Override
    public String type() {
      return "refuse";
    }
  }

  /**
   * Lets go on what waits.
   *
   * @param of rollback or policy; both, and the hold, where it is empty
   */
  public record Release(Optional<String> of) implements Order {
    @Override
    public String type() {
      return "release";
    }
  }

  /** Lets nothing be commanded unasked, until released. */
  public record Hold() implements Order {
    @Override
    public String type() {
      return "hold";
    }
  }

  /** Puts a whole config in force. */
  public record Objectives(String config) implements Order {
    @Override
    public String type() {
      return "objectives";
    }
  }

  /** Tells whether an alert was of use. */
  public record Judge(String alert, boolean useful) implements Order {
    @Override
    public String type() {
      return "judge";
    }
  }

  /** Commands a rollback. */
  public record Revert(Optional<String> to, String why) implements Order {
    @Override
    public String type() {
      return "rollback";
    }
  }

  /** A command that holds something that is not accepted. */
  public record Unreadable(String type, String why) implements Order {}
}
