package lumen.fusion.tenant;

/**
 * A command to a tenant, which was found right.
 *
 * @param tenant tenant
 * @param id its id
 * @param author who gives it
 * @param effectiveMicros when it takes effect, microseconds since the epoch
 * @param json the whole command, one JSON object in one line
 */
public record CommandInput(
    String tenant, String id, String author, long effectiveMicros, String json)
    implements TenantInput {}
