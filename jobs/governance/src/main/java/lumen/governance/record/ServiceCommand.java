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

  /** The same, not before a time, epoch microseconds. */
  public ServiceCommand notBefore(long micros) {
    return effectiveMicros >= micros ? this : new ServiceCommand(id, micros, order);
  }

  /** What is to be done. */
  public sealed interface Order {
    /** The word of its type. */
    String type();

    /** What its line holds beside the type, as operators write it. */
    default Fields fields() {
      return new Fields();
    }
  }

  /** Carries a decision out. */
  public record Approve(String decision) implements Order {
    @Override
    public String type() {
      return "approve";
    }

    @Override
    public Fields fields() {
      return new Fields().put("decision", (Object) decision);
    }
  }

  /** Takes a decision off. */
  public record Refuse(String decision) implements Order {
    @Override
    public String type() {
      return "refuse";
    }

    @Override
    public Fields fields() {
      return new Fields().put("decision", (Object) decision);
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

    @Override
    public Fields fields() {
      return new Fields().put("of", (Object) of.orElse(null));
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

    @Override
    public Fields fields() {
      return new Fields().put("config", (Object) config);
    }
  }

  /** Tells whether an alert was of use. */
  public record Judge(String alert, boolean useful) implements Order {
    @Override
    public String type() {
      return "judge";
    }

    @Override
    public Fields fields() {
      return new Fields().put("alert", (Object) alert).put("useful", (Object) useful);
    }
  }

  /** Commands a rollback. */
  public record Revert(Optional<String> to, String why) implements Order {
    @Override
    public String type() {
      return "rollback";
    }

    @Override
    public Fields fields() {
      return new Fields().put("to", (Object) to.orElse(null)).put("why", (Object) why);
    }
  }

  /** A command that holds something that is not accepted. */
  public record Unreadable(String type, String why) implements Order {
    /** It lacks what its type must have, and no type takes this. */
    @Override
    public Fields fields() {
      return new Fields().put("of", (Object) false);
    }
  }
}
