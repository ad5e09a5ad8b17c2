package lumen.fusion.tenant;

import java.util.Optional;
import lumen.event.Command;
import lumen.event.Position;
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
 * @param position where it stands in what it came from
 */
public record CommandInput(
    String tenant,
    String id,
    String author,
    long effectiveMicros,
    String json,
    Optional<OperatorCommand> order,
    Position position)
    implements TenantInput {
  /** The place of a command of which a savepoint of before 2.3 kept none. */
  public static final Position UNPLACED = new Position(Command.STREAM, 0, 1);

  /** A command of which the text alone was kept. */
  public CommandInput(String tenant, String id, String author, long effectiveMicros, String json) {
    this(tenant, id, author, effectiveMicros, json, Optional.empty(), UNPLACED);
  }

  /** A command as it was read at a place. */
  public static CommandInput of(OperatorCommand order, String json, Position position) {
    return new CommandInput(
        order.tenant(),
        order.id(),
        order.author(),
        order.effectiveMicros(),
        json,
        Optional.of(order),
        position);
  }
}
