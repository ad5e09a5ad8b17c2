package lumen.ctl.state;

/**
 * A part of a tenant of a job that keeps them in parts, or a line of the settings that shape its
 * state.
 *
 * @param tenant the tenant; empty for a line of the settings
 * @param key key of the part, or the line
 * @param bytes the part
 */
public record KeptPart(String tenant, String key, byte[] bytes) {
  static KeptPart setting(String line) {
    return new KeptPart("", line, new byte[0]);
  }
}
