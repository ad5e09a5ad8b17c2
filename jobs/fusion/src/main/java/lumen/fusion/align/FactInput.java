package lumen.fusion.align;
/** stub. */
public record FactInput(String tenant, String stream, String source, String key, long micros, String text, long position) implements TenantInput {}
