package lumen.fusion.tenant;

/**
 * A text event of a tenant.
 *
 * @param tenant tenant
 * @param stream name of the input stream
 * @param source event source
 * @param key channel key
 * @param micros event time, microseconds since the epoch
 * @param text the text
 * @param position where it stands in its stream, which tells texts of one time apart
 */
public record FactInput(
    String tenant,
    String stream,
    String source,
    String key,
    long micros,
    String text,
    long position)
    implements TenantInput {}
