package lumen.fusion.tenant;

import java.util.Optional;
import lumen.fusion.command.OperatorCommand;

/**
 * A command to a tenant, which was found right.
 *
 * @param tenant tenant
 * @param id its id
 * @param author who gives it
 * @param effectiveMicros when it takes effect, microseconds since the epoch
 * @param json the whole command, one JSON object in one line, to be shown where it is not obeyed
 * @param order what it orders; empty where a savepoint kept the text alone
 */
public record CommandInput(
    String tenant,
    String id,
    String author,
    long effectiveMicros,
    String json,
    Optional<OperatorCommand> order)
    implements TenantInput {
  /** A command of which the text alone was kept. */
  public CommandInput(String tenant, String id, String author, long effectiveMicros, String json) {
    this(tenant, id, author, effectiveMicros, json, Optional.empty());
  }

  /** A command as it was read. */
  public static CommandInput of(OperatorCommand order, String json) {
    return new CommandInput(
        order.tenant(),
        order.id(),
        order.author(),
        order.effectiveMicros(),
        json,
        Optional.of(order));
  }
}
