package lumen.runtime.command;

/**
 * What every command says.
 *
 * @param id its id, unique for the tenant
 * @param author who gives it
 * @param tenant the group it is about
 * @param effectiveMicros when it takes effect, microseconds since the epoch
 */
public record CommandHead(String id, String author, String tenant, long effectiveMicros) {
  /** The longest id or author, in characters. */
  public static final int MAX_CHARS = 128;

  /** Checks that it names itself, its author and its tenant. */
  public CommandHead {
    if (id.isEmpty() || author.isEmpty() || tenant.isEmpty()) {
      throw new IllegalArgumentException(
          "command must have an id, an author and a tenant: id=%s author=%s tenant=%s"
              .formatted(id, author, tenant));
    }
  }
}
