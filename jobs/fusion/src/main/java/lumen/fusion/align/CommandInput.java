package lumen.fusion.align;
/** stub. */
public record CommandInput(String tenant, String id, String author, long effectiveMicros, String json) implements TenantInput {}
