package lumen.serve;

/**
 * An alert that fires.
 *
 * @param name of its rule
 * @param severity {@code critical} or {@code warning}
 * @param tenant whom it is about; empty where it is not about a tenant
 * @param about the source, task or process that it names; may be empty
 */
public record FiringAlert(String name, String severity, String tenant, String about) {}
